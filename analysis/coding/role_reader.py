"""The words around one trigger, walked through: what stands before it, then what follows."""

from analysis.coding import governing, sides, subjects
from analysis.coding.acting_states import as_actor, names_state
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.event import BLASTS
from analysis.coding.governing import governed, has_own_subject, toll_before
from analysis.coding.mention import Mention
from analysis.coding.parties import Roles
from analysis.coding.sides import goes_with, with_joined
from analysis.coding.whereabouts import is_kin
from analysis.lexicon import triggers
from analysis.lexicon.actors import camp_of
from analysis.lexicon.words import word_class

_ADJUNCT = word_class("adjunct")
_SUPPORTED = word_class("supported-by")
_QUANTITY = word_class("quantity")
_CIVILIAN = word_class("civilian")
_HELD_BY = word_class("held-by")
_DESCRIBED = word_class("described-by")
_RELATIVE = word_class("relative")
_REACHES = word_class("strike-reaches")
_BY_HAND = word_class("by-the-hand-of")
_GRIP = word_class("grip")
_CHANGES = frozenset(("take", "lose", "fallto"))
_AGENT_REACH = 6
_UNSPECIFIC = "target-noun"  # the rule of a word that says nothing of the weapon
_BY_MEANS = frozenset(("بواسطه",))


class Reader:
    """Reads one trigger: first what stands before it, then what follows."""

    def __init__(
        self, doc: Document, clause: Clause, found: Found, people: list[Mention], inside: list[Mention]
    ) -> None:
        self.doc, self.clause, self.found = doc, clause, found
        self.words = doc.tokens.words
        self.people = people
        self.places = [m for m in inside if m.kind == "place"]
        self.states = [m for m in inside if names_state(m)]
        self.roles = Roles()
        self.frame = found.trigger.frame
        self.noun = found.form.tense in ("noun", "phrase")

    def read(self) -> Roles:
        """Return the roles; a subject before the trigger goes before one after it."""
        if self.frame == "mutual":
            people = sorted([*self.people, *self._states_between()], key=lambda m: m.first)
            first, second = sides.read(self.doc, self.clause, self.found, people, self._free())
            self.take(first)
            self.roles.target = [m.entity_id for m in second]
            self.roles.used += second
            return self.roles
        exposed = 0 <= self.clause.exposed < self.found.first
        toll = [] if exposed else toll_before(self.doc, self.clause, self.found)
        if exposed:
            self._exposed()
        elif toll:
            self._victims(toll)
        elif self.frame != "recv":
            self._subject_before()
        suffers = self.frame == "recv" or (self.roles.source and not exposed) or has_own_subject(self.doc, self.found)
        self._after("object" if suffers else "subject")
        if self._has_object_pronoun() and self.roles.source and not self.roles.target:
            self.roles.target += [m.entity_id for m in self._earlier()[-1:] if self._governed(m) in ("patient", "free")]
        if not self.roles.source and not exposed and not toll and self.frame != "recv":
            self._free_before()
        return self.roles

    # -- before the trigger ----------------------------------------------------------------

    def _earlier(self) -> list[Mention]:
        return [m for m in self.people if m.last <= self.found.first and m.shown]

    def _governed(self, mention: Mention) -> str:
        return governed(self.doc, self.clause, mention)

    def _free(self) -> list[Mention]:
        """Return the names before the trigger that can be its subject."""
        free = (m for m in self._earlier() if self._governed(m) == "free" and m.entity_id != "civilians")
        return [m for m in free if not subjects.only_says(self.doc, self.clause, self.found, m)]

    def _own_deeds(self) -> list[Mention]:
        """«قالت قوة المهام إن ثماني ضربات نفذت»: who tells of it did it if it hit rivals, or from the air."""
        hit, kind = self.roles.target, self.found.trigger.event_type
        if kind in BLASTS:
            return []
        said = (m for m in self._earlier() if subjects.only_says(self.doc, self.clause, self.found, m))
        return [
            m
            for m in said
            if (not hit and kind == "air_strike" == triggers.usual_type([m.entity_id], _UNSPECIFIC))
            or (hit and "civilians" not in hit and not any(camp_of(a) == camp_of(m.entity_id) for a in hit))
        ]

    def _subject_before(self) -> None:
        """Take the subject of a verb right before it, or of a light verb: «شنّ التنظيم هجوماً»."""
        if self.frame == "fallto" or self.roles.source or self._has_object_pronoun():
            return
        told_of = [m for m in self._earlier() if subjects.is_antecedent(self.doc, self.found, m)]
        told_of = told_of or subjects.blamed(self.doc, self.clause, self.found, self._earlier())
        if told_of:
            return self.take(told_of)
        at = (self.doc, self.clause, self.found)
        free = self._free()
        earlier = free + [m for m in self.people if subjects.is_nameless(*at, m)]
        lights = subjects.lights(*at, self.people)
        leading = [m for m in self._earlier() if subjects.leads_on(self.doc, self.found, m, lights)]
        if leading:
            return self.take(leading[-1:])
        repellers = [m for m in earlier if subjects.repels(*at, m)]
        if repellers:  # «تصدى الجيش لهجوم»: it was made on him
            self.roles.target += [m.entity_id for m in repellers]
            self.roles.used += repellers
            return
        if self.noun and not lights:
            return
        reach = 2 if not lights else subjects.LIGHT_REACH + 4
        earlier += [m for m in self._earlier() if subjects.owns(*at, m, lights, free)]
        near = sorted((m for m in earlier if self.found.first - m.last <= reach), key=lambda m: m.first)
        if not near:
            near = [s for s in self.states if s.last <= self.found.first and subjects.leads(*at, s, lights)][-1:]
            near = [self._promoted(s) for s in near]
        if near:
            self.take(with_joined(self.doc, near[-1], self._earlier()))

    def _has_object_pronoun(self) -> bool:
        """«هاجمتها قوات …»: the name before it is the object, and the doer follows."""
        return self.found.form.tense == "past" and self.words[self.found.first].endswith(("ها", "هم", "ه"))

    def _free_before(self) -> None:
        """Take the nearest free name before the trigger, the subject of a nominal sentence."""
        if self.frame == "fallto":
            return
        free = self._free() or self._own_deeds()
        if free:
            self.take(with_joined(self.doc, free[-1], self._earlier()))
        if self.frame == "act" and not self.roles.target:
            hit = [m for m in self._earlier() if self._governed(m) == "patient"]
            self.roles.target += [m.entity_id for m in hit[-1:] if m.entity_id not in self.roles.source]

    def take(self, group: list[Mention]) -> None:
        """Make these names the doers."""
        self.roles.source += [m.entity_id for m in group]
        self.roles.used += group

    def _states_between(self) -> list[Mention]:
        """«اتفاق بين روسيا وتركيا»: countries that are the sides."""
        between = next((t for t in range(self.found.last, self.clause.last) if self.words[t] in ("بين", "مع")), None)
        if between is None:
            return []
        named = [s for s in self.states if s.first == between + 1 or (s.skip and s.first > between)]
        return [self._promoted(s) for s in named[:2]]

    def _exposed(self) -> None:
        """«تعرضت القوات لقصف»: those before, or right after «تعرض», suffer it."""
        relative = self.clause.exposed - 1
        if self.words[relative] in _RELATIVE and any(place.last == relative for place in self.places):
            return  # «الزبداني التي تتعرض لهجوم»: the place suffers it
        for m in self._earlier():
            if m.first > self.clause.exposed or self._governed(m) in ("free", "patient", "owned"):
                self.roles.target.append(m.entity_id)
                self.roles.used.append(m)

    def _victims(self, toll: list[int]) -> None:
        """Victims named before the trigger suffer it; a subject before the toll did it."""
        before = [m for m in self._earlier() if m.last <= toll[0]]
        doers = [m for m in before if self._governed(m) == "free" and not subjects.announces(self.doc, m)]
        if doers:
            self.take(doers[-1:])
        told = [m for m in self._earlier() if m.first >= toll[0]]
        # «قتل بعد استهدافه من قبل مجهولين بالرصاص», «أصيب جراء قيام قوات النظام باستهداف سيارة»
        self.take([m for m in told if self._governed(m) == "agent" or subjects.carries_out(self.doc, m)])
        named = [m.entity_id for m in told if m.entity_id not in self.roles.source]
        civil = any(self.words[t] in _CIVILIAN for t in toll)
        if self.frame in ("act", "recv"):
            self.roles.target += named or (["civilians"] if civil else [])

    # -- after the trigger -----------------------------------------------------------------

    def _after(self, state: str) -> None:
        """Walk on from the trigger; what is passed decides what the next name is."""
        at_names = {m.first: m for m in self.people}
        at_states = {m.first: m for m in self.states}
        others = {f.first: f for f in self.clause.found if f.first > self.found.first}
        state = "agent" if self.frame == "fallto" else state
        reached = self.found.form.definite and self.words[self.found.first - 1].removeprefix("و") in _REACHES
        onto = self.noun and self.words[self.found.last - 1] == "علي"
        if reached or onto or "owner-suffers" in self.found.trigger.traits:
            state = "patient"  # «طال القصف مركزاً لقوى الأمن», «النار على مركبة للشرطة», «تفكيك خلية لداعش»
        previous: Mention | None = None
        role: list[str] | None = None
        inner = [m.first for m in self.people if self.found.first < m.first < self.found.last]
        at = min([self.found.last, *inner])
        while at < self.clause.last:
            if at in others and governing.holds_where_from(self.doc, self.found, others[at]):
                state, at = "agent", others[at].last + 1
                continue
            if (at in others and not self._goes_on(others[at])) or self._tells_on(at):
                break
            if state == "subject" and self._has_passed_object(at):
                state = "adjunct"
            mention = at_names.get(at)
            if mention is None and at in at_states and self._may_act(at, state, previous, role):
                mention = self._promoted(at_states[at])
            if mention is not None:
                if previous is not None and role is not None and goes_with(self.doc, previous, mention):
                    chosen: list[str] | None = role
                else:
                    chosen = self._role(state, mention)
                if chosen is not None:
                    if state == "agent" and chosen is self.roles.source:
                        self._drop_subject(mention)
                    chosen.append(mention.entity_id)
                    self.roles.used.append(mention)
                    if chosen is self.roles.source and state in ("subject", "agent"):
                        passive = self.noun or not _BY_HAND.isdisjoint(self.words[mention.first - 3 : mention.first])
                        opens = self.frame in ("act", "take") and not (passive and state == "agent")
                        state = "object" if opens else "done"
                previous, role = mention, chosen
                at = mention.last
                continue
            if state in ("object", "patient") and governing.hits_people(self.doc, self.found, at, self.places):
                self.roles.target += [] if "civilians" in self.roles.target else ["civilians"]
                state = "done"
            state, at = self._step(state, at)

    def _drop_subject(self, agent: Mention) -> None:
        """«أعلنت قسد سلسلة غارات نفذتها تركيا»: who is said to have done it did it, and not the subject before."""
        words = self.words[self.found.last : agent.first]
        if self.noun and self.frame == "act" and len(words) <= _AGENT_REACH and _BY_MEANS.isdisjoint(words):
            before = {m.entity_id for m in self.roles.used if m.last <= self.found.first}
            self.roles.source[:] = [a for a in self.roles.source if a not in before]

    def _tells_on(self, at: int) -> bool:
        """«منذ تحرير عفرين يواصل التنظيم ...»: a verb behind the place that changed hands has a subject of its own."""
        changes = self.noun and self.frame in _CHANGES and self.doc.has(at, "support")
        return changes and any(self.found.last <= place.first < at for place in self.places)

    def _has_passed_object(self, at: int) -> bool:
        """«تم تحرير تدمر وطرد التنظيم منها»: the doer of a noun stands before its object, or behind «من قبل»."""
        return self.noun and self.frame == "take" and any(self.found.last < p.last <= at for p in self.places)

    def _names_loser(self, at: int) -> bool:
        """«انتزعها من يد التنظيم»: «من» names the loser only behind a verb of wresting, and right before a name."""
        wrests = "wrests" in self.found.trigger.traits
        return wrests and any(at < m.first <= at + 2 + (self.words[at + 1] in _GRIP) for m in self.people)

    def _goes_on(self, other: Found) -> bool:
        """Say whether a later trigger only goes on with this one: «غارات استهدفت»."""
        return is_kin(other, self.found) or self.doc.has(other.first, "patient") or self.doc.has(other.first, "agent")

    def _may_act(self, at: int, state: str, previous: Mention | None, role: list[str] | None) -> bool:
        """Say whether a country here is its forces: «شنّتها أنقرة», «قصفت تركيا», «الجيش وروسيا»."""
        if state == "agent" or (state == "subject" and at == self.found.last and not self.noun):
            return True
        beside = previous is not None and at == previous.last and previous.rule != "force-of-country"
        return beside and role is self.roles.source and state in ("object", "done")

    def _step(self, state: str, at: int) -> tuple[str, int]:
        """Return the state after passing the word at `at`, and where to go on."""
        word, cues = self.words[at], self.doc.cue_at.get(at, {})
        if "agent" in cues:
            return "adjunct" if self.words[at - 1] in _DESCRIBED else "agent", max(at + 1, cues["agent"])
        if word == "،" and state == "patient" and self.roles.target:
            return "adjunct", at + 1
        if state == "patient" and "clause" in cues and at > self.found.last:
            return "aftermath", at + 1
        if "according" in cues or word in _SUPPORTED or (word == "من" and self.words[at - 1] in _SUPPORTED):
            return "adjunct", at + 1
        if self.frame == "take" and word == "من":
            return ("patient" if self._names_loser(at) else "adjunct"), at + 1
        if self.frame == "act" and word == "من" and governing.is_fired_by(self.found, self.words, at, self.people):
            return "agent", at + 1
        if governing.is_ascribed(self.words, self.found.last, at):
            return "agent", at + 1
        if self.frame == "give" and word == "الي":
            return "patient", at + 1
        campaign = self.frame != "take" and at > self.found.last and governing.is_campaign(self.words, at)
        if campaign or governing.is_no_patient(self.words, at):
            return "adjunct", at + 1
        if "patient" in cues:
            if self.frame == "mover":
                return "adjunct", at + 1
            if self.frame == "take" and word == "علي":
                return "place", at + 1
            return "patient", max(at + 1, cues["patient"])
        if "target_head" in cues and state in ("subject", "object", "adjunct") and self.frame in ("act", "recv"):
            leads = "subject_head" in cues and state == "subject"
            brings = at == self.found.last and governing.brings_object(self.doc, self.clause, at, self.people)
            if leads and (not self.noun or "by-whom" in self.found.trigger.traits or brings):
                return state, at + 1
            if state == "subject" and at == self.found.last and governing.is_unit_of_verb(self.doc, self.found):
                return state, at + 1
            return "patient", at + 1
        if word in _ADJUNCT and state not in ("patient", "aftermath"):
            return "adjunct", at + 1
        leaves = word == "من" and self.frame in ("mover", "lose") and state in ("subject", "object")
        return "adjunct" if leaves and self.words[at - 1] not in _QUANTITY else state, at + 1

    def _role(self, state: str, mention: Mention) -> list[str] | None:
        roles = self.roles
        if state == "agent":
            return roles.source
        civil = mention.entity_id == "civilians"
        if not mention.shown and not civil and mention.rule == "nationality":
            strikes = self.frame in ("act", "recv")
            if strikes and governing.owns_what_is_hit(self.doc, self.found, mention, patient=state == "patient"):
                return roles.target
            # An adjective names who acts only beside a noun: «الغارات الروسية».
            beside = self.noun and state == "subject" and governing.describes_deed(self.doc, self.found, mention)
            return roles.source if beside and not roles.source else None
        first = self.words[mention.first]
        given = self.frame == "give" and (first.startswith("لل") or (mention.skip > 0 and first[0] == "ل"))
        held = self.frame == "take" and self.words[mention.first - 1] in _HELD_BY
        if state == "aftermath":
            fell = civil or governing.is_counted_dead(self.doc, mention)
            return roles.target if fell else None  # «..., وسط تحليق لطائرات روسية»; «..., ما أدى لمقتل مدنيين»
        if state == "patient" or given or (held and mention.first > self.found.last):
            return roles.target
        clitic = self.words[mention.first][:1] if mention.skip else ""
        if clitic == "ب" and not mention.shown:
            return None
        if clitic == "ب" and mention.weapon and not roles.source:
            return roles.source  # «استهداف سيارة بمسيّرة تركية»
        if clitic == "ب" and not mention.weapon and self.found.trigger.event_type in BLASTS:
            return roles.target  # «انفجرت عبوة بدورية أميركية»
        if state == "subject":
            if civil:
                return roles.target if self.frame in ("act", "displace", "recv") else roles.source
            if clitic in ("ب", "ك") and not self.noun:
                return None
            if (
                not self.noun
                and self.words[mention.first].startswith("ل")
                and governing.owns_object(self.doc, self.found, mention)
            ):
                return roles.target if self.frame == "act" else None
            return roles.target if roles.source else roles.source
        if state == "object" and self.frame != "take":
            return roles.target
        return None

    def _promoted(self, country: Mention) -> Mention:
        made = as_actor(country)
        self.roles.promoted.append(made)
        return made
