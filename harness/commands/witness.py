"""`harness witness`."""

from pathlib import Path
from typing import Annotated

import typer

from harness.commands.endings import BROKEN, refuse
from harness.witness.checking import UnreadableCertificateError, objections, read_certificate


def witness(
    files: Annotated[list[Path], typer.Argument(help="Certificates that `harness run --witness` wrote.")],
) -> None:
    """Check certificates: 0 if each record has one document and the app made no others, 1 if not."""
    certificates, problems = [], []
    for file in files:
        try:
            certificates.append((file, read_certificate(file)))
        except UnreadableCertificateError as wrong:
            problems.append(str(wrong))
    if problems:
        refuse(problems)
    good = True
    for file, certificate in certificates:
        told = list(objections(certificate))
        good = good and not told
        for sentence in told:
            typer.echo(f"{file}: {sentence}")
        if not told:
            records = len(certificate.records)
            typer.echo(f"{file}: {certificate.scenario}: {records:,} records, one document each")
    if not good:
        raise typer.Exit(BROKEN)
