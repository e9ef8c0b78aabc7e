<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>recist</name>
    <message>
        <location filename="../state/spoken.py"/>
        <source> of </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>&amp;Activate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>&amp;Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>&amp;All as delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Back up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>&amp;Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <location filename="../widgets/trial/users.py"/>
        <source>&amp;Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>&amp;Current visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>&amp;Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>&amp;Deactivate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>&amp;Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>&amp;Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>&amp;Lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <source>&amp;Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>&amp;Make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>&amp;Meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>&amp;New password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>&amp;No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>&amp;Old password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <location filename="../widgets/trial/log_in.py"/>
        <location filename="../widgets/trial/sign.py"/>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>&amp;Printed name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>&amp;Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>&amp;Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <location filename="../widgets/trial/unlock.py"/>
        <source>&amp;Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>&amp;Sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/assign.py"/>
        <source>&amp;Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>&amp;Trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>&amp;Trial to make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>&amp;Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/log_in.py"/>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>&amp;User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/assign.py"/>
        <source>&amp;Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>(date hidden)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/course.py"/>
        <source>(hidden)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>0 mm is no measurement; A says that {lesion} is absent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <location filename="../state/trial/signing.py"/>
        <source>1 caliper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/progress.py"/>
        <source>1 finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>1 read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>1 reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>1 subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>A day in UTC, written like {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>A fault in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>A key image is an acquired slice: choose it in a tile that shows those</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>A lesion needs a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A lesion that is treated locally leaves the assessment: from that day on it is not evaluable. A protocol may say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A lesion that was irradiated or treated locally is measurable only where it has progressed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>A local treatment names {lesion}: it keeps its label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_editor.py"/>
        <source>A lymph node: its short axis counts, but for RECIST 1.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/markers.py"/>
        <source>A marker needs a name, such as CA 15-3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A new lesion is without doubt and no artefact; a node is new from a short axis of 10 mm on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A new nodule of the liver counts from 10 mm on, with the typical enhancement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A simple cyst is no malignant lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A solid target is preferred to a cystic metastasis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/assigning.py"/>
        <location filename="../state/visit_edits.py"/>
        <source>A subject needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A target in the liver is at least 10 mm long in its enhancing part; a lymph node has a short axis of at least 15 mm, in the liver hilum of at least 20 mm. On slices of more than 5 mm, as in RECIST 1.1, a target is at least twice as long as they are thick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A target is at least 10 mm long on CT or MRI with slices of up to 5 mm, else twice the slice thickness, and never less than 10 mm; a lymph node has a short axis of at least 15 mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A target is at least 10 mm long on spiral CT and at least 20 mm by any other technique; on slices of more than 5 mm it is at least twice as long as they are thick. Of a lymph node the longest diameter counts, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>A tumour marker counts among the non-targets where it is raised at baseline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/assigning.py"/>
        <location filename="../state/visit_edits.py"/>
        <source>A visit needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>A&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>About the whole visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Accept {read}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Accepted reads only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>Actions with their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/actions.py"/>
        <source>Add a tumour marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Add a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Add marker…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/saving.py"/>
        <source>Add scans to the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Add scans…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>Add {lesion} as a target at {visit}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/opener.py"/>
        <source>Adding scans to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Adjudication · subject {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>All files are made of one state of the trial and read back before they are put in the folder. You can read on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>All reads, each marked whether it is the accepted one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Alt and the letter underlined in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/outlining.py"/>
        <source>An ellipse lies on the acquired slices: elsewhere its pixels would be made up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>Another fragment of {lesion} at {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Answer or close a notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Any other state of a lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>As read {response}; a later visit dates it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>As the last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Ask about a visit or a lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Ask about {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Assign a study to a subject and visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>Assign study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_menus.py"/>
        <source>Assign the study ({series})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_menus.py"/>
        <source>Assign the study of {visit} ({series})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_menus.py"/>
        <source>Assign the study of {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/series_cards.py"/>
        <location filename="../widgets/visit_menus.py"/>
        <source>Assign the study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>At baseline every lesion is one of its own: draw it as another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>At most five targets in all and two in an organ are chosen, the largest that can be measured again; paired organs are one, and so are all lymph nodes. A protocol may say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>At most ten targets in all and five in an organ are chosen, the largest that can be measured again. A protocol may say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>At {visit} {causes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/menu.py"/>
        <source>Audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/trial/backup.py"/>
        <source>Back up the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Back up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <location filename="../state/response_panel.py"/>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Baseline beside now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>Baseline | Nadir | Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>Baseline | Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Baseline, nadir and now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>Best response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Best response so far: {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/toolbox.py"/>
        <source>Bidirectional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>Blastic bone lesions, effusions, leptomeningeal, lymphangitic and inflammatory disease are not measurable: they are followed as non-targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Bone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Both reads, side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Both reads…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Brain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Bring every plane to the point; in four planes a click as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>By calipers only superficial lesions are measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>By category: {categories}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>By the sum alone {response}: an earlier PR holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/locks.py"/>
        <source>By {user}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>CR although the sum is not 0: every target node is below 10 mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Call {lesion} {label}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/bottom_bar.py"/>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/trial/assign.py"/>
        <location filename="../widgets/trial/log_in.py"/>
        <location filename="../widgets/trial/new_password.py"/>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/sign.py"/>
        <location filename="../widgets/trial/unlock.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <location filename="../widgets/trial/working.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Cancel what is being drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Cancel what is being loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Cancelled; nothing was copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Cancelled; nothing was exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Cancelled; nothing was restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Cancelled; the folder is as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Cancelled; the trial was not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <location filename="../widgets/menus.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Change password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Change the date of the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Change the label of a lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Change the own password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>Change your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>Change {lesion}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Change {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/path_line.py"/>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Choose a lesion first: click it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Choose a lesion first: click it, or press {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Choose at least one format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/path_line.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/fault.py"/>
        <location filename="../widgets/notice_bar.py"/>
        <location filename="../widgets/room.py"/>
        <location filename="../widgets/rule_dialog.py"/>
        <location filename="../widgets/settings_dialog.py"/>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/backup.py"/>
        <location filename="../widgets/trial/database_lock.py"/>
        <location filename="../widgets/trial/export_dialog.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/users.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Close the query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Comment on the lesion at this visit, else on the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Comment on the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Comment on visit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Comment on {lesion} at {visit} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Comment on {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Comment on {visit} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Comment on {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Comment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Comparing finished reads: {number} still to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Copied and verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Copied as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Copy the visit's result as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Copy them into the trial's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Copying and verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/room.py"/>
        <source>Current visit on the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>DICOM SR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>Date of the new visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Date of visit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Date of {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Date of {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>Deactivate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>Deactivate {user}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <location filename="../widgets/dialogs.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Delete a lesion over all visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Delete the reading at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Delete the selected measurement or ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Delete {lesion} over all visits?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Delete {lesion} over all visits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>Done again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Draw the first lesion, in the liver along the enhancing part: by Bidirectional ({key}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Draw the first lesion, in the liver along the enhancing part: by Bidirectional.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Draw the first lesion: choose Bidirectional ({key}) and drag its longest diameter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Draw the first lesion: choose Bidirectional and drag its longest diameter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_strip.py"/>
        <source>Earlier visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/toolbox.py"/>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Ellipse: mean and spread of its pixels, never counted or kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Entries of the audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>Every key and gesture is as delivered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>Every lesion counts by its longest diameter, lymph nodes too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Excel workbook (XLSX)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Export as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Export tables, SDTM, DICOM SR, reports and figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Export text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Export text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Export the audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Exporting the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Exports and the audit chain stay English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Figures (PNG, SVG, PDF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>File menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>Find in the audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Find in the work list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Find subject, visit, state …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>Find words in values, reasons, names, hashes …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>First page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>First response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>First slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Flip left and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Flip top and bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>For PACS and viewers: measurements that refer to their images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>For programs: responses with their rules and reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>For slides and papers: sums of each subject, waterfall, spider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>For submissions: TU, TR, RS as XPT and Dataset-JSON, defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Forget what was open before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Forget what was open before; nothing is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Formats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Four planes (MPR 2×2), and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>From a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>From old to new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>Go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Go to a lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Go to {lesion}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Holds from the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/bottom_bar.py"/>
        <location filename="../widgets/trial/working.py"/>
        <source>How far it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>I work alone, without passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/viewport.py"/>
        <source>Image {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/room.py"/>
        <source>Images on the second screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Images on the second screen, in a window of their own, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Images that are gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Images that are not there any more, so nothing refers to their headers:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>In a blinded trial everybody has one role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>In the liver the longest diameter of the enhancing part counts; elsewhere the longest diameter, of a lymph node the short axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>In the table, with the calipers and in every export, at {visits}: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Invert grey values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>It can be tried again, or written as a reading table elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/entrance.py"/>
        <source>It is not there any more, so it was taken from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Its name, such as CA 15-3. It counts where it is raised at baseline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/action_list.py"/>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Key image: the lesion is read on this slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/room.py"/>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Keys and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>LESIONS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Label of {lesion}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Lan&amp;guage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Last slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_strip.py"/>
        <source>Later visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Layout at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Layouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Leave them where they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>Leave without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Left click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Left drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Lesion absent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Lesion grew since it was treated, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Lesion merged into another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Lesion not evaluable, with the reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Lesion split into fragments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Lesion too small to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <location filename="../widgets/lesion_table_view.py"/>
        <source>Lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>Lesions in sight: {lesions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/read_card.py"/>
        <source>Lesions of {read}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/toolbox.py"/>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Lines that show where the other planes are, on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Link scrolling on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Linked scrolling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Liver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notices.py"/>
        <source>Load it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <source>Lock of the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Lock the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Lock the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <location filename="../widgets/trial/menu.py"/>
        <source>Lock the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>Locked out until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <source>Locking ends every change: readings, signatures, subjects, queries. It can be reopened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/log_in.py"/>
        <source>Log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>Log in as somebody else…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/log_in.py"/>
        <source>Log in to read. What you do is kept under your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Log in to the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Longest mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>Looking at images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/exports.py"/>
        <source>Looking at what can be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/opener.py"/>
        <source>Looking for scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>Looking for scans …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/opener.py"/>
        <source>Looking for the scans of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Lung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Lymph node, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/slabs.py"/>
        <source>MIP {thickness} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>MPR 2×2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Make a trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>Make the gesture here for “{action}” · Esc: leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>Make {lesion} {role}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Marked at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>Markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Meaning of the signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Measure a single line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Measure both diameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>Measure {lesion} at {visit} all the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Measured at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>Measuring and lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Mediastinum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Menu of what has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>Merged at {visit} into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Middle click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Middle drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>Mouse on an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>NAME.recist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>Nadir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Name of the first user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>Name of the new visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>New &amp;password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/capture.py"/>
        <source>New key or gesture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>New lesion without doubt: {lesions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>New lesion, still there; without a chosen one: click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>New password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>New password of {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>New query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>New trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <location filename="../widgets/saving.py"/>
        <source>New trial…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>New visit …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Next handle of the selected measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Next lesion, in all tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Next slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Next visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Next: {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>No acquired slice lies within one step of its middle: nothing was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>No entry is marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>No line is like that. Choose another state, or shorten the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>No measured lesion in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>No program here shows folders; copy the path instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>No query is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>No scan of this visit is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>No scan of {visit} is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>No scans in {places}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>No scans in {places}; 1 file could not be used: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>No scans in {places}; {number} files could not be used: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>No single visit shows why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>No sum and no response changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>No sum yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>No target is measured at this visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>No trial is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>No visit is planned yet, or none of them is for you to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>No {role} is {word}: {lesion}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>Nobody is ever deleted: what a user did stays theirs. Who has left is deactivated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>Non-target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Non-target lesion, still there; without a chosen one: click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/measuring.py"/>
        <source>Not as at baseline: {differences}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Not held as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Not read back: {formats}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Not read yet: choose a lesion ({key}) and measure it, or say what became of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Not read yet: choose a lesion and measure it, or say what became of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Not saved: {file}: {why}; save it elsewhere, or copy it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notices.py"/>
        <source>Not saved: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Not written: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Not written: {why}. The readings are kept; write them elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Note the head elsewhere: it proves later that nothing was cut off the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <source>Nothing in the trial can be changed. Reopening it is kept in the audit chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Nothing is asked for: whoever has the file reads, signs and manages it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Nothing is left to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <location filename="../widgets/actions.py"/>
        <location filename="../widgets/saving.py"/>
        <location filename="../widgets/top_bar.py"/>
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/exports.py"/>
        <source>Nothing is open that could be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Nothing is open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Nothing is read at this visit yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/paper.py"/>
        <source>Nothing speaks against it at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>Nothing to redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Nothing to save yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>Nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>Nothing was lost. Log in again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge by a tenth of a pixel downwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge by a tenth of a pixel to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge by a tenth of a pixel to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge by a tenth of a pixel upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge the handle by a pixel downwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge the handle by a pixel to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge the handle by a pixel to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Nudge the handle by a pixel upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>OPEN BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>Of a lesion that has split the longest diameters of its fragments are added; of lesions that have merged the longest diameter of the mass is measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>Of a lymph node the short axis counts, at baseline and after: 15 mm or more may be a target, 10 to 15 mm is a non-target, less than 10 mm is normal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>Old password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>On top of what the system asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>One file holds the trial. Its protocol and what becomes of images stay as chosen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/files.py"/>
        <source>One image that the trial only refers to stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/noise.py"/>
        <source>One reader who measures a single lesion twice: 95 % of the differences lie between −17.8 and +16.1 % (Yoon 2016, PMID 26687017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/noise.py"/>
        <source>One reader who measures a sum of lesions twice: 95 % of the differences lie between −9.8 and +13.1 % (Yoon 2016, PMID 26687017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>One tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>One tile only, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Open a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Open a folder or a zip with scans, or a reading table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>Open a folder or zip with scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Open a folder with scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screens.py"/>
        <source>Open a folder with scans or a trial first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Open a reading table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Open a trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Open a trial…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Open a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Open a zip or another file with scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open reading table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open reading table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/entrance.py"/>
        <location filename="../widgets/first_page.py"/>
        <source>Open the sample trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Open the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open trial…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Open what was open before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open zip or file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Opened again: {visits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Opened again: {visits}. The adjudication of {subject} was taken back; it is made anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/session.py"/>
        <source>Opened the series that was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>Opened {series}: plane and thickness as at baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>Opened {series}: the best match, but {differences}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>Opened {series}: the series with most slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>Opened {series}: the {plane} series with most slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>Opening and writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/opener.py"/>
        <source>Opening {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>Opening {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>Or drop a folder, a zip or a trial anywhere onto this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <location filename="../widgets/lesion_editor.py"/>
        <location filename="../widgets/table_model.py"/>
        <source>Organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_header.py"/>
        <location filename="../widgets/table_model.py"/>
        <source>Organ, site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Others can work on meanwhile. The copy is verified before it gets its name, and never takes the place of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>Outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>Overall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Overall response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>P&amp;rotocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>PD from {length} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/chart.py"/>
        <source>PD from {mm}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>PR up to {length} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/chart.py"/>
        <source>PR up to {mm}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Pages of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Panel before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Pass&amp;word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/log_in.py"/>
        <location filename="../widgets/trial/sign.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Password of the first user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>Password of {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>Press the key for “{action}” · Esc: leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Previous lesion, in all tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Previous slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Printed name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Printed name of the first user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>Progression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Protocols (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Put the current visit on the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>Put this visit's result on the clipboard as report sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <location filename="../widgets/trial/menu.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/database_lock.py"/>
        <source>Re&amp;open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Read {visit} first: without it there is nothing to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/unlock.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/noise.py"/>
        <source>Reader noise could cross the edge of {one}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/noise.py"/>
        <source>Reader noise could cross the edge of {one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>Reader {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Reading table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Reading tables (*.csv *.tsv *.xlsx *.parquet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>Readings and signatures stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/database_lock.py"/>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>Reason: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reasons_dialog.py"/>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <location filename="../widgets/top_bar.py"/>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>Removes {readings} and {calipers} of {lesions} ({visits}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Rename subject…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Rename the subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Rename the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Rename visit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Rename {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_menus.py"/>
        <source>Rename {subject}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Rename {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Rename {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <location filename="../widgets/dialogs.py"/>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Report (PDF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Reset the view: whole body, standard orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>Response by visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>Response of this visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Restore a trial from its backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Right click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Right drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <location filename="../widgets/menus.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Rules that decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>S&amp;wap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>SDTM data sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>SERIES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>SERIES · {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>SUM OF DIAMETERS · mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Saved to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>Say first what became of {lesion} at {visit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Say which folder the files go into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Scans (*.zip *.dcm *.nii *.nii.gz *.nrrd *.nhdr *.recist)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_table_view.py"/>
        <source>Scroll the visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Scroll this tile alone and link it to the others from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/keys_page.py"/>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/keys_page.py"/>
        <source>Search for an action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/toolbox.py"/>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Select and move calipers, and the lines of other planes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/series_cards.py"/>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: the keys cannot be read; the delivered ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: there is no action “{name}”; its key was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: “{name}” has no readable key; it was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: “{name}” has no such value; the delivered one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: “{name}” is unknown and was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: “{trigger}” cannot be bound to “{name}”; it was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>Settings: “{trigger}” would do two things; for “{name}” it was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/room.py"/>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Several people, with passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Short mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Show another series of the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/series_cards.py"/>
        <source>Show this series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/read_card.py"/>
        <source>Show {visit} of {read} on the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/read_card.py"/>
        <source>Show {visit} on the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Si&amp;ze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Side of the current visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Sign the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>Sign visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Sign visit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Sign {subject} · {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>Signed ✓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>Single</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_editor.py"/>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Size of everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Slab off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Slice mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tile.py"/>
        <source>Slice {number} cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tile.py"/>
        <source>Slice {number} is being read …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>Slices that this plane needs here are still being read: nothing was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>Slices that this plane needs here cannot be read: nothing was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Slices, five at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/windows.py"/>
        <source>Soft tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Something went wrong in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>Split {lesion} at {visit}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>Split {lesion} at {visit}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/bottom_bar.py"/>
        <source>State of saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>States of queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/working.py"/>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/assign.py"/>
        <location filename="../widgets/trial/audit_filters.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Subject {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_dialog.py"/>
        <source>Subjects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>Sum of diameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sum_chart.py"/>
        <source>Sum of diameters over the visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_totals.py"/>
        <source>Sums and responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/read_card.py"/>
        <source>Sums and responses of {read}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>Table: {absent} have no scans here; scans of {unread} are unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Tables (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notices.py"/>
        <source>Take over the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screens.py"/>
        <source>Taking the digests of {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Target lesion; without a chosen one, the next that is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <location filename="../widgets/saving.py"/>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>The active tool, or move a handle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>The adjudication of {subject}: the read of {reader} was accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>The backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>The backup is verified and only read. You log in as a user of the backup; no file is ever overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/room.py"/>
        <source>The baseline is open, so one tile is enough until the next visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>The baseline sum is {sum} mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>The caliper of {lesion} says which image it was read on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>The comment says why {lesion} is a target all the same: that reason stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>The coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>The copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/locks.py"/>
        <source>The database is locked since {time} UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/locks.py"/>
        <source>The database is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>The files are written, but {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>The first user is the administrator, who adds the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/gone.py"/>
        <source>The folder {folder} is gone. Bring it back, {again}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>The label in table and files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>The last change could not be kept, and is on the screen alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>The measured part is {sum} mm; at least one target has no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/flow.py"/>
        <source>The next lesion will be new: click it, or drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/flow.py"/>
        <source>The next lesion will be non-target: click it, or drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/flow.py"/>
        <source>The next lesion will be target: drag its longest diameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>The path is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>The point of {lesion} says which image it was read on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>The reader can change the read again and has to sign it anew. What was signed stays in the audit chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>The room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>The room is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>The rules, clauses, figures and lesions behind this response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>The same in plain tables, for statistics and other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>The same method and the same technique are used at baseline and at every follow-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>The same over all visits; unique in this subject.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/first_page.py"/>
        <source>The sample trial has synthetic patients, measured and ready to be looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/preferences.py"/>
        <source>The settings cannot be read; those as delivered are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>The study is now at {visit} of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/assigning.py"/>
        <source>The study is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>The subject in table and files, for every reader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sum_chart.py"/>
        <source>The sum appears with the first target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>The targets and non-targets are those of the baseline. What appears later is a new lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>The tiles that the room begins with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>The trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>The trial to make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/visit_edits.py"/>
        <source>There is a subject called {name} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/visit_edits.py"/>
        <source>There is a visit called {name} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>There is no lesion yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>There is no lesion {lesion}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>There is no one accepted read of {subjects}. Adjudicate first, or export all reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>There is no query for you to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>There is no reading here to comment on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/outlining.py"/>
        <source>There is no slice here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/markers.py"/>
        <source>There is no visit yet to enter a marker at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Thick slab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Thick slab: 5, 10 or 20 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Thick slab: mean, maximum (MIP), off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/answers.py"/>
        <source>This is not offered here: see the Trial menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>This list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>This screen is too small for the room at that size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>This subject is decided. Both reads stay as they were signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>This takes {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/volumes.py"/>
        <source>Thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>To know, though it can be signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>To look through: per visit, filters, colours, explained columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>To read and file: each subject's course, reasons, key images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>To settle before it can be signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Trial menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <location filename="../widgets/trial/path_line.py"/>
        <source>Trials (*.recist)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notices.py"/>
        <location filename="../widgets/questions.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Turn by a quarter, clockwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Turn the oblique plane; or drag the ends of its line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Two readers have read this subject on their own, and disagree. Look at both reads and accept one; a sign ≠ marks where they differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>Ultrasound and endoscopy do not measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <location filename="../widgets/top_bar.py"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Undo and redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Unequivocal progression of {lesions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Unlock a signed visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <source>Unlock visit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>Unlock {subject} · {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <location filename="../widgets/trial/audit_filters.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/lock_page.py"/>
        <location filename="../widgets/trial/log_in.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/users.py"/>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Users of the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>Value after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>Value before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Verifying the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Verifying the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>Viable mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/assign.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <source>Visits, layouts and panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>W {width} L {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sides.py"/>
        <source>WORK LIST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>What a format could not hold as it was:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>What a lesion is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>What is gone is absent: 0 mm is no measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rule_texts.py"/>
        <source>What is not evaluable or not done is missing, and never 0; the reason is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>What is on the screen is not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/exports.py"/>
        <source>What is on the screen is not saved yet, and would be missing from the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screens.py"/>
        <source>What is on the screen is not saved yet; it has to be before it is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>What is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>What is to be answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/parts.py"/>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/action_list.py"/>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/rule_dialog.py"/>
        <source>What speaks against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>What speaks against the lesion: the text of the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>What was said of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>What would change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/triggers.py"/>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/action_list.py"/>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/settings_dialog.py"/>
        <source>Where it stands among the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Where the reads disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Where they disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>Which reads are accepted is told to coordinators alone; export all reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Why this read is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Why this read is accepted; it is kept with the choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reasons_dialog.py"/>
        <source>Why this response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Why this response: rules, figures and lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>Why {word}? The reason is kept with the reading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window across, level up and down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: bone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: brain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: liver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: lung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: mediastinum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: soft tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Window: the file's own, else automatic; again: the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/action_table.py"/>
        <location filename="../widgets/top_bar.py"/>
        <source>Windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screen_lock.py"/>
        <source>Without passwords there is nothing to lock the screen with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/menu.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <location filename="../widgets/work_list.py"/>
        <source>Work list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Work list of the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>Work that is not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>Write every visit's result as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Write reading table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Write reading table as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Write reading table as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Write the reading table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Write the reading table elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Written to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Written to {file}, but {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/actions.py"/>
        <source>Year-month-day, such as 2024-03-05.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>You do not see reads here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>You log in and sign with the new one from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/fault.py"/>
        <source>Your readings are kept, and you can go on. The report below holds places in the program and no patient data; please send it to the makers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Your signature stands for what is shown here. It locks the visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Zoom at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>a click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>a double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>a drag with a mouse button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>a field under the lesion table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>a read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>a signature says what it means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>a trial needs a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>a turn of the wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>a user needs a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>a user needs a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>absent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/worklist.py"/>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <source>acquired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/scene.py"/>
        <source>across the slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>adjudicated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/people_words.py"/>
        <source>adjudicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>adjudicator · decides between two reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/people_words.py"/>
        <source>administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>administrator · users, lock of the database, backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>after progression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/chips.py"/>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>all visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>and {number} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>another phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/export_folder.py"/>
        <source>another trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/query_lines.py"/>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>artefact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>as acquired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>as signatures show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>asked for by the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <location filename="../state/matching.py"/>
        <source>axial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>baseline = nadir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>best response {best} · no progression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>best response {best} · progression {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>best response: {before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>best so far {best}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>blastic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>both reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>buttons of the notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>caliper kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_pages.py"/>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>choose the read that is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/query_lines.py"/>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>comment: {comment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/people_words.py"/>
        <source>coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>coordinator · subjects, queries, unlocking, exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <location filename="../state/matching.py"/>
        <source>coronal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>cystic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>described as {one}, not {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>drawn off the acquisition plane: RECIST measures on the acquired slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>drawn on a thick slab: RECIST measures on the acquired slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>effusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>equivocal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>every action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>every kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>every user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/figures.py"/>
        <source>from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>from baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>from day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>from nadir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>hash {hash}
previous {previous}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>head {hash}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>image {image}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>in the lesion's menu: right click on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>in the visit's menu: right click on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>in {whole}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>inflammatory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>inverted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/own_files.py"/>
        <source>it is no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_export.py"/>
        <source>it is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>it is said of the one that is pointed at or has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>keep it as a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>label {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>leptomeningeal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/linking.py"/>
        <source>linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/linking.py"/>
        <source>linked by offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/linking.py"/>
        <source>linked by point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/bonds.py"/>
        <source>linked in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>locally treated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>lossless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>lossy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_model.py"/>
        <source>lymph node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_model.py"/>
        <source>lymph node: the short axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>lymphangitic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>lytic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>marked by a point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/slabs.py"/>
        <source>mean {thickness} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>merged ({lesion})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>mouse on an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_header.py"/>
        <source>nadir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>nadir ({visit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>new lesions {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>new non-target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>new target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>no contrast medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/capture.py"/>
        <source>no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>no larger lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>no length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>no mm, no area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/scene.py"/>
        <source>no mm: not usable for RECIST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/progress.py"/>
        <source>no open findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>no pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>no plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>no short axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>no such action in the key settings: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/split_cells.py"/>
        <source>no sum: a fragment has no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>nobody has logged in to the backup, so nothing was restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>nobody named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>nobody who is logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_editor.py"/>
        <location filename="../widgets/table_model.py"/>
        <source>node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>non-target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>non-target {response}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <location filename="../state/telling.py"/>
        <location filename="../state/words.py"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>none at baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>none in particular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>none: the baseline is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>not a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>not evaluable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/worklist.py"/>
        <source>not for measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/linking.py"/>
        <source>not linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>not progressed since treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/tools/checks.py"/>
        <source>not usable for RECIST: this series has no trusted millimetres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_pages.py"/>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>nothing is read yet, so there is nothing to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_pages.py"/>
        <source>nothing is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>nothing to compare with: the baseline is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_header.py"/>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <location filename="../state/matching.py"/>
        <source>oblique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>oblique {plane} {angle}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>obscured by effusion or atelectasis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>of an earlier visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>on another date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>only a coordinator raises queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>only on the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>only one of them saw a new lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/query_lines.py"/>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_editor.py"/>
        <source>organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>organ {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_delegate.py"/>
        <source>organ?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>other slices show it larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/dialogs.py"/>
        <source>outside the scanned region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>part of {lesion}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>plane {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>program {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>progressed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>progressed since treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>progression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>rare; in the File menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keyless.py"/>
        <source>rare; in the Trial menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <location filename="../widgets/work_list.py"/>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>read by {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>read of {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/people_words.py"/>
        <source>reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>reader · reads and signs visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>reads not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>reason: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/second_screen.py"/>
        <source>recist · images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>recist · locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>reformatted · pixels {size} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>role {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/layout.py"/>
        <location filename="../state/matching.py"/>
        <source>sagittal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>series without a description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/series_cards.py"/>
        <source>shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>simple-cyst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>site {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/lesion_editor.py"/>
        <source>site, e.g. segment 7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>slice {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>slices of {one} instead of {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>solid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>somebody else has changed {user} meanwhile; close this and open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>spacing: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>spacing: {source} {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>subjects {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>sum {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>superficial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>suspected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/action_list.py"/>
        <source>taken away in the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>target {response}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/counting.py"/>
        <source>the enhancing part counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>the protocol keeps the dates of visits from {user}, and every export holds them; a coordinator exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>the protocol keeps the dates of visits from {user}, and the table holds them; a coordinator writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/reads_apart.py"/>
        <source>the reads differ here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/counting.py"/>
        <source>the short axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>the trial does not know of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>the two passwords are not alike; type them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>the whole subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/gone.py"/>
        <source>then choose the visit or the series again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>there are no two finished reads of this subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>they chose other targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>they judge the non-target lesions differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>they measured the same targets differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>they start from other baseline scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>thickness unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>to adjudicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>to be reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>to day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/split_cells.py"/>
        <source>together {sum} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>unequivocal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>unknown thickness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/worklist.py"/>
        <source>usable, with a warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/words.py"/>
        <source>visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rejoining.py"/>
        <source>visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>what is typed at the log-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>while an image has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>write why this read is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>year-month-day, such as 2024-03-05</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>zoom {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>{area} mm²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{before} is now called {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>{causes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>{copy} is a sound copy. Its head:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>{count} calipers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>{count} entries, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>{count} found, {left} still to be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>{count} of {all} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/gone.py"/>
        <source>{count} of {total} files are gone from {folder}. Bring them back, {again}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>{count} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>{count} readings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{criteria}, subject {subject}, {visit}: {response}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/progress.py"/>
        <source>{done} of {all} lesions read · {notes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/entering.py"/>
        <source>{error}; moved elsewhere, the next start begins anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/path_line.py"/>
        <source>{field}: choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{files} of {subjects}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/own_files.py"/>
        <source>{file} cannot be read: {cause}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/own_files.py"/>
        <source>{file} could not be written: {cause}. It holds until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/reading.py"/>
        <source>{first} comes first: sign it before {visit} is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/export_folder.py"/>
        <source>{folder} holds an export of {trial}; choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/export_folder.py"/>
        <source>{folder} holds other files; choose a new folder, or that of an export before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keys.py"/>
        <source>{key} is bound twice in the key settings: {one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/bottom_bar.py"/>
        <source>{key} keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/edits.py"/>
        <source>{label} exists already; choose another label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm inside PD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm inside PR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm to PD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm to PR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rejoining.py"/>
        <location filename="../widgets/menus.py"/>
        <source>{lesion} at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} at {visit} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/committing.py"/>
        <source>{lesion} at {visit}: nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} at {visit}: this slice is its key image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <location filename="../widgets/marking.py"/>
        <source>{lesion} at {visit}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>{lesion} does not split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>{lesion} has no reading at {visit}: there is nothing that could have split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/pointing.py"/>
        <source>{lesion} is a target: drag its longest diameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} is followed in fragments from {visit} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/pointing.py"/>
        <source>{lesion} is no lesion with a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>{lesion} is not measured at {visit}: drag its longest diameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>{lesion} is not measured at {visit}: press {key} and drag its longest diameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>{lesion} is still one with {whole} at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/splitting.py"/>
        <source>{lesion} is still one with {whole} at {visit}: it is read there with that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/measuring.py"/>
        <location filename="../widgets/marking.py"/>
        <source>{lesion} is {word} at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <location filename="../widgets/committing.py"/>
        <source>{lesion} marked at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <location filename="../widgets/committing.py"/>
        <source>{lesion} measured at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/split_cells.py"/>
        <source>{lesion} · split at {visit}: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>{lesion} · {visit}: not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/regions.py"/>
        <source>{mean} ± {deviation} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{names} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>{names} stand for {lesion}: measure each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>{name} cannot log in any more, until somebody activates {user}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/markers.py"/>
        <source>{name} exists already; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/marking.py"/>
        <source>{name} is a marker: its menu says normal or raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{name} is followed: its menu says normal or raised at a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>{name} logs in with it from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>{new} images added, {there} were there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>{number} calipers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>{number} characters or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>{number} files could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/progress.py"/>
        <source>{number} findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>{number} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>{number} images share their UID with other ones, all are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/files.py"/>
        <source>{number} images that the trial only refers to stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>{number} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>{number} not closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>{number} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/opening.py"/>
        <source>{number} subjects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>{number} to be done · Enter opens the marked line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{n} reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{n} subjects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>{one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>{one} instead of {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>{password} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_export.py"/>
        <source>{path}: cannot be written ({why}); choose another place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rejoining.py"/>
        <source>{places}: somebody else's is shown; undo brings yours back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>{read} is accepted: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/flow.py"/>
        <source>{said} · {key}: leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{said}; {key} brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/menus.py"/>
        <source>{state} at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>{subjects} with {reads}: all that you may see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{subject}, {visit}: {state}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
        <source>{sum} (incomplete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{sum} mm is the same as the {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{sum} mm is {change} above the {other} of {before} mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{sum} mm is {change} below the {other} of {before} mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{sum} mm so far: a target without a value leaves no baseline sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{sum} mm, up from 0 at the {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notices.py"/>
        <source>{table} has other readings than it had when it was last brought in or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>{thickness} mm thick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/assigning.py"/>
        <source>{title} and the other series of its study, {count} in all, go from {visit} to another visit with their images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/assigning.py"/>
        <source>{title} of {visit} and its images go to another visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/lesion_table.py"/>
        <source>{title} · none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/room.py"/>
        <source>{title}: cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>{trial} is restored. Head of the backup:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rebinding.py"/>
        <source>{trigger} is bound to “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>{typed} is no day; write it like {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/entry_card.py"/>
        <source>{user} as {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>{user} asks: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screen_lock.py"/>
        <source>{user} has work that is not saved, and unlocks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>{visit} cannot be opened yet: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{visit} has no date now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>{visit} is not opened; choose it again to open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>{visit} is not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{visit} is now of {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>{visit} is to be signed first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screens.py"/>
        <source>{visit} of {subject} is not open any more, and was not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/assign.py"/>
        <source>{visit} · here now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/corners.py"/>
        <source>{visit} · nadir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>{visit} · read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>{visit} · reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/unlock.py"/>
        <source>{visit} · version {version} is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>{visit}: at least {sum} mm, incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>{visit}: no sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>{visit}: nothing is read yet, so there is nothing to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/top_bar.py"/>
        <source>{visit}: {done} of {due} lesions read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/spoken.py"/>
        <source>{visit}: {sum} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>{what}: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/gone.py"/>
        <source>{why}. Mend that, {again}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>“{action}” has no key now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/keys_page.py"/>
        <source>“{action}” is now {trigger}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/export_result.py"/>
        <source>▲ These files say something else than the trial. Do not pass them on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>✓ 1 entry is in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/exporting.py"/>
        <source>✓ Read back: every value, sum and response is as in the trial.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>✓ Verified: the trial is what its chain says, and no entry was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>✓ {count} entries are in {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
