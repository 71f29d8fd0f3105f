"""Names for the people of the example, put together from lists: they are nobody's."""

GIVEN = (
    "Adèle Bastien Camille Driss Élise Farid Gaëlle Hugo Inès Joris Khadija Lucas Maïa Nadir Ophélie Paulin Quitterie "
    "Rachid Solène Tanguy Ulysse Viviane William Yasmine Zélie"
).split()
FAMILY = (
    "ARGOMBE BELVARNE CORSIGNOL DURMEZAC ESTREVAL FOULQUEROY GRANDSILVE HERMALLE ISSARTEL JOURVIEL KERBANOU "
    "LARZENAC MONTAVOISE NIVERGUES ORSENNAT PRADIVOL QUERSAINT ROUBILLAC SAINTEVRE TERNAUZE URVANNE VALCOMBRE "
    "WISSEMBERT YVERMONT"
).split()
NAMES = [f"{GIVEN[n % len(GIVEN)]} {FAMILY[(n * 7) % len(FAMILY)]}" for n in range(len(GIVEN) * len(FAMILY))][:300]
