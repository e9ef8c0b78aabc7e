<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>recist</name>
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
        <location filename="../widgets/trial/users.py"/>
        <source>&amp;Deactivate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>&amp;File</source>
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
        <location filename="../widgets/trial/new_password.py"/>
        <source>&amp;New password</source>
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
        <source>&amp;Subject</source>
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
        <source>&amp;Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/adjudication_case.py"/>
        <source>(date hidden)</source>
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
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>A day in UTC, written like {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>A&amp;gain</source>
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
        <location filename="../widgets/trial/audit_filters.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Action</source>
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
        <location filename="../widgets/trial/user_form.py"/>
        <source>Add a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../widgets/saving.py"/>
        <source>Archives (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>As read {response}; a later visit dates it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/ask_card.py"/>
        <source>Ask</source>
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
        <location filename="../state/trial/adjudication_case.py"/>
        <source>At {visit} {causes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/menu.py"/>
        <source>Audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../state/response_panel.py"/>
        <source>Baseline</source>
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
        <location filename="../widgets/trial/menu.py"/>
        <source>Both reads…</source>
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
        <location filename="../widgets/bottom_bar.py"/>
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
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Cancelled; the trial was not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
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
        <location filename="../widgets/trial/new_password.py"/>
        <source>Change your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Change {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/path_line.py"/>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/path_line.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/notice_bar.py"/>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <location filename="../widgets/trial/audit_window.py"/>
        <location filename="../widgets/trial/backup.py"/>
        <location filename="../widgets/trial/database_lock.py"/>
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
        <location filename="../state/telling.py"/>
        <source>Comment on {lesion} at {visit} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>Comment on {visit} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Comparing finished reads: {number} still to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Copied and verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/response_view.py"/>
        <source>Copy as text</source>
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
        <location filename="../widgets/trial/work_window.py"/>
        <source>Date</source>
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
        <location filename="../state/response_panel.py"/>
        <source>Draw the first lesion: choose Bidirectional (B) and drag its longest diameter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Entries of the audit chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Export as CSV …</source>
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
        <location filename="../widgets/trial/audit_window.py"/>
        <source>Exporting the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/bottom_bar.py"/>
        <source>F1 keys</source>
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
        <location filename="../widgets/trial/new_trial.py"/>
        <source>File</source>
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
        <location filename="../state/trial/adjudication_case.py"/>
        <source>First response</source>
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
        <location filename="../widgets/questions.py"/>
        <source>Go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../widgets/trial/new_trial.py"/>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>In a blinded trial everybody has one role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/questions.py"/>
        <source>It can be tried again, or written as a reading table elsewhere.</source>
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
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>Last day</source>
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
        <location filename="../state/trial/signing.py"/>
        <location filename="../widgets/trial/ask_card.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>Lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/read_card.py"/>
        <source>Lesions of {read}</source>
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
        <location filename="../widgets/trial/menu.py"/>
        <source>Lock the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../widgets/consent.py"/>
        <source>Make {lesion} {role}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>Meaning of the signature</source>
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
        <location filename="../state/trial/signing.py"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_trial.py"/>
        <source>NAME.recist</source>
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
        <location filename="../widgets/trial/users.py"/>
        <source>New &amp;password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>New lesion without doubt: {lesions}.</source>
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
        <location filename="../widgets/saving.py"/>
        <source>New trial…</source>
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
        <location filename="../state/response_panel.py"/>
        <source>Not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Not read yet: choose a lesion (N) and measure it, or say what became of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Not saved</source>
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
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Nothing is read at this visit yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Nothing to save yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/lock_page.py"/>
        <source>Nothing was lost. Log in again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/new_password.py"/>
        <source>Old password</source>
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
        <location filename="../widgets/trial/work_window.py"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Open a folder or a zip with scans, or a reading table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <source>Open a folder or zip with scans: Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/screens.py"/>
        <source>Open a folder with scans or a trial first</source>
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
        <location filename="../widgets/saving.py"/>
        <source>Open zip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/saving.py"/>
        <source>Open zip…</source>
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
        <location filename="../state/trial/signing.py"/>
        <source>Organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/table_header.py"/>
        <source>Organ, site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>Others can work on meanwhile. The copy is verified before it gets its name, and never takes the place of a file.</source>
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
        <location filename="../widgets/response_view.py"/>
        <source>Put this visit's result on the clipboard as report sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../state/response_panel.py"/>
        <source>Reader noise could cross the edge of PD and PR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>Reader noise could cross the edge of {response}</source>
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
        <source>Removes {readings} and {calipers} of {lesion} ({visits}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/visit_menus.py"/>
        <source>Rename {subject}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>Replace</source>
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
        <location filename="../state/trial/signing.py"/>
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
        <location filename="../state/keeping.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/keeping.py"/>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/series_cards.py"/>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>Set</source>
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
        <location filename="../widgets/sides.py"/>
        <source>Sign visit  Ctrl+Enter</source>
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
        <location filename="../state/trial/signing.py"/>
        <source>Slice mm</source>
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
        <location filename="../widgets/trial/audit_filters.py"/>
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Subject</source>
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
        <location filename="../widgets/saving.py"/>
        <source>Text (*.txt)</source>
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
        <location filename="../state/response_panel.py"/>
        <source>The baseline sum is {sum} mm.</source>
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
        <location filename="../widgets/trial/new_trial.py"/>
        <source>The first user is the administrator, who adds the others.</source>
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
        <location filename="../widgets/trial/unlock.py"/>
        <source>The reader can change the read again and has to sign it anew. What was signed stays in the audit chain.</source>
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
        <location filename="../state/telling.py"/>
        <source>The study is now at {visit} of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/sum_chart.py"/>
        <source>The sum appears with the first target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/backup.py"/>
        <source>The trial to make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/queries_window.py"/>
        <source>There is no query for you to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>This subject is decided. Both reads stay as they were signed.</source>
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
        <location filename="../widgets/trial/sign.py"/>
        <source>To settle before it can be signed</source>
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
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>Two readers have read this subject on their own, and disagree. Look at both reads and accept one; a sign ≠ marks where they differ.</source>
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
        <location filename="../widgets/trial/queries_window.py"/>
        <location filename="../widgets/trial/work_window.py"/>
        <source>Visit</source>
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
        <location filename="../widgets/questions.py"/>
        <source>Work that is not kept</source>
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
        <location filename="../widgets/trial/sign.py"/>
        <source>Your signature stands for what is shown here. It locks the visit.</source>
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
        <location filename="../state/worklist.py"/>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/work_lines.py"/>
        <source>adjudicated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>adjudicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>adjudicator · decides between two reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
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
        <location filename="../state/trial/query_lines.py"/>
        <source>answered</source>
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
        <source>best response: {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>best so far {best}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/work_window.py"/>
        <source>both reads</source>
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
        <location filename="../state/response_panel.py"/>
        <source>confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>coordinator · subjects, queries, unlocking, exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>coronal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>described as {one}, not {other}</source>
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
        <location filename="../widgets/trial/audit_filters.py"/>
        <source>from day</source>
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
        <location filename="../state/trial/work_lines.py"/>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_export.py"/>
        <source>it is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>keep it as a target</source>
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
        <location filename="../state/response_panel.py"/>
        <source>new lesions {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/consent.py"/>
        <source>no larger lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/progress.py"/>
        <source>no open findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>no plane</source>
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
        <location filename="../state/response_panel.py"/>
        <source>non-target {response}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/consequences.py"/>
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
        <location filename="../state/worklist.py"/>
        <source>not for measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/audit_pages.py"/>
        <source>nothing</source>
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
        <location filename="../state/matching.py"/>
        <source>oblique</source>
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
        <location filename="../widgets/consent.py"/>
        <source>other slices show it larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/signing.py"/>
        <source>part of {lesion}</source>
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
        <location filename="../state/trial/work_lines.py"/>
        <source>query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/filler.py"/>
        <location filename="../widgets/work_list.py"/>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/desk.py"/>
        <source>read of {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
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
        <location filename="../widgets/trial/lock_page.py"/>
        <source>recist · locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../state/trial/work_lines.py"/>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/matching.py"/>
        <source>slices of {one} instead of {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/user_form.py"/>
        <source>somebody else has changed {user} meanwhile; close this and open it again</source>
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
        <location filename="../state/response_panel.py"/>
        <source>target {response}</source>
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
        <location filename="../widgets/trial/new_trial.py"/>
        <location filename="../widgets/trial/user_form.py"/>
        <source>what is typed at the log-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/adjudication_window.py"/>
        <source>write why this read is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/trial/users.py"/>
        <source>yes</source>
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
        <location filename="../widgets/trial/path_line.py"/>
        <source>{field}: choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm inside {response}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/response_panel.py"/>
        <source>{length} mm to {response}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/rejoining.py"/>
        <source>{lesion} at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} at {visit} deleted; Ctrl+Z brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} at {visit}: this slice is its key image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} at {visit}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} deleted; Ctrl+Z brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../state/telling.py"/>
        <source>{lesion} measured at {visit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/users.py"/>
        <source>{name} cannot log in any more, until somebody activates {user}.</source>
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
        <location filename="../state/consequences.py"/>
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
        <location filename="../state/consequences.py"/>
        <source>{number} readings</source>
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
        <location filename="../widgets/trial/backup.py"/>
        <source>{trial} is restored. Head of the backup:</source>
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
        <location filename="../widgets/trial/unlock.py"/>
        <source>{visit} · version {version} is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/sign.py"/>
        <source>{visit}: nothing is read yet, so there is nothing to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../widgets/trial/audit_window.py"/>
        <source>✓ 1 entry is in {path}</source>
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
