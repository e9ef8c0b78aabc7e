"""Every class of bad input side by side; each is written into a folder of its own."""

from tests.formats.bad_archives import ARCHIVES
from tests.formats.bad_folders import FOLDERS, MEDIA
from tests.formats.bad_headers import HEADERS
from tests.formats.bad_pixels import PIXELS
from tests.formats.bad_voxel_files import VOXEL_FILES

CORPUS = (*HEADERS, *PIXELS, *ARCHIVES, *VOXEL_FILES, *FOLDERS)
# These are opened by their DICOMDIR; all others by their folder.
OPENED_BY_DIRECTORY = MEDIA
