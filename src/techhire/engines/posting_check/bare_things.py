"""Lines whose only subject is several of a thing, as in "Roofs, max. 30 years": the years are hardly a person's.

Whatever might be people who apply, a field of work or a job is no thing here: by its ending, as in "welders" or
"operations", or by the lists, which are our own judgment.
"""

from __future__ import annotations

import re

from techhire.engines.posting_check.workers import SPANISH_TITLE, TITLE, WHO

_I = re.IGNORECASE
_SURE = (
    r"(?:roofs|boilers|heaters|transformers|trailers|containers|towers|elevators|generators|motors|conveyors|printers"
    r"|routers|computers|sensors|meters|doors|floors|tractors|plants|components|instruments|apartments|documents"
    r"|materials|appliances)"
)
_PEOPLE = (
    r"(?:\w*(?:[aeo]rs|ists|ants|ents|ees|ians|ates|als|sses|men|ics|ions|hands|mates|techs|reps|cies|ess|experts)"
    r"|girls|boys|ladies|lads|males|females|folks|guys|kids|youths|adults|teens|moms|dads|couples|grads|temps|pros|devs"
    r"|guards|maids|hosts|models|pilots|guides|coaches|scribes|stewards|valets|nuns|monks|pastors|priests|athletes"
    r"|crews|teams|squads|groups|talents|minds|faces|bodies|natives|chiefs|heads|leads|bosses|surgeons|medics|novices"
    r"|extras|baristas|masons|marines|cadets|vets|judges|citizens|geeks|techies|concierges|chauffeurs|captains|spouses"
    r"|orderlies|midwives|beginners|associates|\w+ans|cops|recruits|singles|wives"
    r"|butlers|\w*smiths|\w+wrights|\w+herds|stars|rookies|newbies|\w*persons|barbacks|dudes|bros|ninjas|gurus|wizards"
    r"|jobs|roles|posts|shifts|gigs|trades|services|sales|accounts|claims|events|resources|arts|sports|deliveries"
    r"|repairs|works|markets|studies|hours|days|nights|weekends|evenings|afternoons|mornings|times|years|months|ages"
    r"|us|this|others|yours|ours|theirs|plus|always|openings)"
)
_SOME = re.compile(
    rf"(?!.*\b(?:{WHO}|{TITLE})\b)\W*(?:(?:the|our|all|your|these|those)\s+)?(?:[a-z][a-z-]{{2,}}\s+)?"
    rf"(?:{_SURE}|(?!{_PEOPLE}\b)[a-z]{{3,}}s)\W*$",
    _I,
)
_GENTE = (
    r"(?:\w*(?:[eo]r[eoa]?s|istas|[aei]ntes|[aei]ntas|[ai]d[oa]s|ic[oa]s|íc[oa]s|ari[oa]s|[ei]ses|iv[oa]s|iles|ces|an[oa]s"
    r"|log[oa]s|iones|ones|ajes|istas|enses|ales|ñol[ae]s)"
    r"|personas|gentes|chic[oa]s|jóvenes|jovenes|mujeres|hombres|damas|señor\w*|muchach[oa]s|mam[aá]s|pap[aá]s|madres"
    r"|padres|guardias|guías|obrer[oa]s|maestr[oa]s|jef[ea]s|expert[oa]s|novat[oa]s|soci[oa]s|amig[oa]s|niñ[oa]s"
    r"|médic[oa]s|ayudas|adult[oa]s|alumn[oa]s|capataces|sastres|monjas|monjes|curas|atletas|pilotos|policías|mucamas"
    r"|modelos|azafatas|edecanes|arquitect[oa]s|mozos|meseros|campesinos|lavaplatos|bármanes|chefs|colegas"
    r"|equipos|grupos|cuadrillas|puestos|trabajos|empleos|turnos|plazas|cargos|oficios|ventas|servicios|finanzas|obras"
    r"|redes|sistemas|cuentas|compras|artes|deportes|estudios|horas|días|noches|tardes|semanas|años|meses|edades"
    r"|tod[oa]s|ell[oa]s|otr[oa]s|algun[oa]s|nosotr[oa]s|además|más|menos)"
)
_ALGUNOS = re.compile(
    rf"(?!.*\b{SPANISH_TITLE}\b)\W*(?:(?:los|las|nuestr[oa]s|sus|tod[oa]s\s+l[oa]s)\s+)?(?!{_GENTE}\b)[a-zñáéíóúü]{{3,}}s"
    r"(?:\s+de\s+[a-zñáéíóúü]{3,})?\W*$",
    _I,
)


def is_bare_thing(about: str) -> bool:
    """Return whether `about`, what stands before a limit on years, is in English nothing but several of a thing."""
    return bool(_SOME.match(about))


def is_bare_thing_in_spanish(about: str) -> bool:
    """Return whether `about`, what stands before a limit on years, is in Spanish nothing but several of a thing."""
    return bool(_ALGUNOS.match(about))
