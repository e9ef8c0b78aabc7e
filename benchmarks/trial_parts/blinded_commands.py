"""The process of a blinded user at the command line: every command, allowed or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from recist.cli import main as program
from recist.cli import sources
from trial_parts.blinded_task import break_it, task_of

# TRIAL stands for the trial, OUT for the folder of the exports.
COMMANDS = (
    "trial status TRIAL",
    "trial queries list TRIAL",
    "trial audit TRIAL",
    "assess TRIAL",
    "explain TRIAL --subject 01",
    "check TRIAL",
    "assess TRIAL --format csv",
    "assess TRIAL --format json",
    "assess TRIAL --format json --out OUT/responses.json",
    "assess TRIAL --format csv --out OUT/responses.csv",
    "assess TRIAL --protocol recist-1.0 --protocol recist-1.1",
    "check TRIAL --out OUT/findings.txt",
    "explain TRIAL --subject 02 --out OUT/why.txt",
    "explain TRIAL --subject 03",
    "explain TRIAL --subject 04 --protocol recist-1.0",
    "trial verify TRIAL",
    "trial audit TRIAL --format csv",
    "trial queries ask TRIAL 01 nobody Which?",
    "trial queries answer TRIAL 1 No.",
    "trial queries answer TRIAL 2 No.",
    "trial queries answer TRIAL 3 No.",
    "trial queries close TRIAL 2",
    "trial users list TRIAL",
    "trial users change TRIAL nobody --inactive",
    "trial subjects TRIAL OUT/responses.csv",
    "trial treatments TRIAL OUT/responses.csv",
    "trial backup TRIAL OUT/copy.recist",
    "trial restore TRIAL OUT/again.recist",
    "trial lock TRIAL --reason done",
    "trial reopen TRIAL --reason done",
    "import OUT/responses.csv --into TRIAL",
    "import OUT --into TRIAL",
    "inspect TRIAL",
)


def main() -> None:
    """Carry the commands out, then one with a wrong password and one of nobody."""
    task = task_of(sys.argv[1])
    break_it(task.sabotage, sources)
    secret, out = Path("password"), task.exports
    os.environ |= {"RECIST_USER": task.user, "RECIST_PASSWORD_FILE": str(secret)}
    secret.write_text(f"{task.password}\n")
    for command in COMMANDS:
        run(command, task.trial, out)
    secret.write_text("not the password\n")
    run("trial status TRIAL", task.trial, out)
    os.environ["RECIST_USER"] = "nobody"
    run("trial status TRIAL", task.trial, out)
    secret.unlink()


def run(command: str, trial: str, out: str) -> None:
    """Carry one command out."""
    words = [word.replace("TRIAL", trial).replace("OUT", out) for word in command.split()]
    sys.stdout.write(f"$ {command}\n")
    sys.argv[:] = ["recist", *words]
    try:
        program.main()
    except SystemExit as ended:
        sys.stdout.write(f"= {ended.code}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
