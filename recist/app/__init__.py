"""The one place that joins the rooms: services for the command line and the viewer."""

from __future__ import annotations

from recist.app.exported_rows import exported_rows
from recist.app.exports import (
    EXPORTERS,
    Exported,
    check_export,
    demand_format,
    export_record,
    load_manifest,
)
from recist.app.imports import ImportedFiles, import_files
from recist.app.records import tables_record, trial_record
from recist.app.scans import (
    find_scans,
    find_segmentation,
    load_segmentation,
    load_volume,
    scan_files,
    warm_readers,
)
from recist.app.tables import (
    DEFAULT_PROTOCOL,
    assess_files,
    assess_tables,
    default_protocol,
    document_of,
    input_files,
    load_calipers,
    load_calipers_beside,
    load_reads,
    load_rows,
    load_tables,
    save_calipers,
    save_rows,
)
from recist.app.trials import (
    back_up_trial,
    import_scans,
    make_trial,
    open_backup,
    open_trial,
    refer_to_images,
    restore_trial,
    trial_scans,
    verify_trial,
    warm_up,
)
from recist.formats.assumed import Assumed
from recist.formats.export_manifest import Manifest, beside_of
from recist.formats.held_rows import calipers_lost, rows_lost
from recist.formats.imports import take_in
from recist.formats.inspection_json import inspection_json
from recist.formats.no_scans import NO_SCANS
from recist.formats.response_csv import response_csv, what_if_csv
from recist.formats.sources import printable
from recist.formats.stated_json import kappa_text, stated_csv, stated_document
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.formats.what_if_json import what_if_document
from recist.trial.whole_file import write_whole

__all__ = [
    "DEFAULT_PROTOCOL",
    "EXPORTERS",
    "NO_SCANS",
    "Assumed",
    "Exported",
    "ImportedFiles",
    "Manifest",
    "assess_files",
    "assess_tables",
    "back_up_trial",
    "beside_of",
    "calipers_lost",
    "check_export",
    "default_protocol",
    "demand_format",
    "document_of",
    "export_record",
    "exported_rows",
    "find_scans",
    "find_segmentation",
    "import_files",
    "import_scans",
    "input_files",
    "inspection_json",
    "kappa_text",
    "load_calipers",
    "load_calipers_beside",
    "load_manifest",
    "load_reads",
    "load_rows",
    "load_segmentation",
    "load_tables",
    "load_volume",
    "make_trial",
    "open_backup",
    "open_trial",
    "printable",
    "read_subjects",
    "read_treatments",
    "refer_to_images",
    "response_csv",
    "restore_trial",
    "rows_lost",
    "save_calipers",
    "save_rows",
    "scan_files",
    "stated_csv",
    "stated_document",
    "tables_record",
    "take_in",
    "trial_record",
    "trial_scans",
    "verify_trial",
    "warm_readers",
    "warm_up",
    "what_if_csv",
    "what_if_document",
    "write_whole",
]
