"""Partners in one force: who fights beside the doer is not hit by it, and whoever is hit did not do it."""

from collections.abc import Sequence

from analysis.coding.clauses import Clause
from analysis.coding.document import Document
from analysis.coding.governing import governed
from analysis.coding.parties import Roles
from analysis.lexicon.actors import are_partners


def beside(actor: str, others: Sequence[str]) -> bool:
    """Say whether an actor is a partner of one of the others."""
    return any(are_partners(actor, other) for other in others)


def spare(doc: Document, clause: Clause, roles: Roles, doers: Sequence[str]) -> None:
    """Take partners of the doers out of the targets; changes `roles`.

    «قصفت تركيا ومرتزقتها قرية», «إنزال للتحالف بالاشتراك مع قسد». A partner that a word makes the object
    («على مواقع قوات النظام») stays.
    """
    spared = {
        m.entity_id
        for m in roles.used
        if m.entity_id in roles.target and beside(m.entity_id, doers) and governed(doc, clause, m) != "patient"
    }
    roles.target = [actor for actor in roles.target if actor not in spared]


def without(doers: Sequence[str], sufferers: Sequence[str]) -> list[str]:
    """Return the doers who are neither among the sufferers nor partners of theirs."""
    return [actor for actor in doers if actor not in sufferers and not beside(actor, sufferers)]
