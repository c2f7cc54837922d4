"""The engines that a project asks, as a person should know them, and the consent that its text goes there."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import review
from app.engines import available, describe
from app.engines.line import Trouble, line_to
from app.errors import Message
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Service:
    """An engine that the project asks, as a person should know it before agreeing."""

    id: str
    label: str
    remote: bool
    address: str
    agreed: bool
    """Whether somebody has agreed that text goes there."""
    lacks: tuple[Message, ...] = ()
    """What it needs before it can be asked."""
    trouble: Trouble | None = None
    """Why it is not asked now, and when it will be again."""


def engines(project: Project, language: str, *, only: Sequence[str] = ()) -> tuple[Service, ...]:
    """Return the engines that will be asked for a language, in order."""
    return tuple(service(project, one, language) for one in only or available(project.settings, language))


def service(project: Project, engine_id: str, language: str) -> Service:
    """Return what a person should know of an engine; ask it nothing."""
    one = describe(engine_id, project.settings)
    return Service(
        one.id,
        one.label,
        one.remote,
        one.address,
        not one.remote or project.answers.agreed(one.id, one.address),
        one.lacks(source=project.settings.source_language, target=language),
        line_to(one).trouble(),
    )


def try_again(project: Project, engine_id: str) -> None:
    """Ask an engine again that was left alone because it gave nothing."""
    line_to(describe(engine_id, project.settings)).mends()


def agree(project: Project, service: Service, *, person: str) -> None:
    """Keep a person's agreement that this project's text goes to this engine's address."""
    project.answers.agree(service.id, service.address, person=review.name(person))
    log.info("%s: %s agreed that text goes to %s", project.name, person, service.address)
