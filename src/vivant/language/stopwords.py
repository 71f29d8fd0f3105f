"""French function words: what is left out when words are counted."""

_WORDS = """
le la les l' un une des du de d' au aux à en dans par pour sur sous avec sans entre vers chez contre depuis pendant
avant après dès jusque jusqu' hors parmi selon malgré envers outre via
et ou où ni mais or donc car que qu' qui quoi dont lorsque lorsqu' puisque puisqu' quoique quoiqu' quand comme si
lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles quel quelle quels quelles
je j' me m' moi tu te t' toi il elle on nous vous ils elles se s' soi lui leur leurs eux y
ce c' ç' cet cette ces cela ça ceci celui celle ceux celles celui-ci celui-là celle-ci celle-là ceux-ci ceux-là
mon ma mes ton ta tes son sa ses notre nos votre vos nôtre vôtre mien sien tien
même mêmes autre autres tel telle tels telles tout toute tous toutes quelque quelques quelqu'un quelqu'une chaque
chacun chacune plusieurs certain certains certaine certaines aucun aucune nul nulle rien personne
ne n' pas plus point jamais guère non oui très trop peu assez beaucoup bien mal aussi ainsi alors encore déjà
toujours souvent parfois puis ensuite enfin ici là là-bas moins autant tant tellement presque
seulement surtout plutôt
voire notamment environ aujourd'hui hier demain maintenant tôt tard ailleurs dedans dehors dessus dessous partout
être suis es est sommes êtes sont étais était étions étiez étaient sera serai seras serons serez seront
serais serait
serions seriez seraient soit sois soient soyons soyez fus fut furent été étant
avoir ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais aurait
aurions auriez auraient aie aies ait ayons ayez aient eu eus eut eurent ayant
est-ce c'est-à-dire etc y'a
ah oh eh ben bah hein bon voilà
"""

STOPWORDS = frozenset(_WORDS.split())
"""Lower case, straight apostrophes, accents kept: look up ``word.lower()`` or ``lemma(word)``, never a folded form."""
