"""From a folder of notes to documents: the example edition, bare files, and what stops everything."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vivant.cli.main import vivant_group
from vivant.formats.samples import samples_folder


@pytest.fixture(scope="module", autouse=True)
def _one_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIVANT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def edition(tmp_path) -> Path:
    return Path(shutil.copytree(samples_folder() / "edition-2018", tmp_path / "edition"))


def synthesis(*arguments: object) -> Result:
    return CliRunner().invoke(vivant_group, ["synthesis", *(str(argument) for argument in arguments)])


def words(path: Path) -> str:
    """A text with ordinary spaces."""
    return re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))


def test_the_example_edition_becomes_two_documents_that_point_to_one_another(edition, tmp_path):
    page, analysis = tmp_path / "s.html", tmp_path / "sous" / "a.html"
    analysis.parent.mkdir()
    result = synthesis(edition, "-o", page, "-o", tmp_path / "s.md", "--analysis", analysis)
    assert result.exit_code == 0, result.stderr
    links = set(re.findall(r'href="sous/a\.html#([^"]+)"', page.read_text(encoding="utf-8")))
    anchors = set(re.findall(r'id="([^"]+)"', analysis.read_text(encoding="utf-8")))
    assert links
    assert links <= anchors
    assert 'href="../s.html' in analysis.read_text(encoding="utf-8")
    assert "6 ateliers, des groupes de 5 à 19 personnes, 11 en moyenne" in words(tmp_path / "s.md")


def test_a_validated_edition_is_no_draft_and_another_says_so(edition, tmp_path):
    synthesis(edition, "-o", tmp_path / "s.md")
    assert "Projet, non validé" not in words(tmp_path / "s.md")
    toml = edition / "edition.toml"
    toml.write_text(re.sub(r"(?m)^validated_(by|on).*\n", "", toml.read_text(encoding="utf-8")), encoding="utf-8")
    synthesis(edition, "-o", tmp_path / "s.md")
    assert "Projet, non validé par le comité de pilotage" in words(tmp_path / "s.md")


def test_a_false_quote_writes_nothing_and_names_its_line(edition, tmp_path):
    texts = edition / "texts.md"
    number = len(texts.read_text(encoding="utf-8").splitlines()) + 2
    with texts.open("a", encoding="utf-8") as stream:
        stream.write("\nOn a dit « une phrase que personne n'a jamais dite ».\n")
    result = synthesis(edition, "-o", tmp_path / "s.md")
    assert result.exit_code == 3
    assert f"texts.md, ligne {number}" in result.stderr
    assert not (tmp_path / "s.md").exists()


def test_names_planted_in_the_notes_are_nowhere_in_the_documents(edition, tmp_path):
    note = edition / "notes" / "atelier-3.txt"
    note.write_text(
        note.read_text(encoding="utf-8")
        + "- la maman de Kévin (8 ans, Saint-Véran) n'a pas été prévenue, 06 12 34 56 78\n",
        encoding="utf-8",
    )
    result = synthesis(edition, "-o", tmp_path / "s.html", "--analysis", tmp_path / "a.html")
    assert result.exit_code == 1
    assert "signé comme validé, mais des noms remplacés ne sont pas confirmés" in result.stderr
    both = words(tmp_path / "s.html") + words(tmp_path / "a.html")
    assert "[un enfant]" in both
    assert "Kévin" not in both
    assert "06 12 34" not in both


def test_a_file_of_no_workshop_and_a_coding_without_excerpt_are_told(edition, tmp_path):
    (edition / "notes" / "oubli.txt").write_text("- Un mot de plus pour la fin de journée\n", encoding="utf-8")
    with (edition / "codings.csv").open("a", encoding="utf-8") as stream:
        stream.write("00000000-dead-5000-8000-000000000000,frein_humain,accord,primary,\n")
    result = synthesis(edition, "-o", tmp_path / "s.md")
    assert result.exit_code == 1
    assert "oubli.txt : ce fichier n'est rattaché à aucun atelier" in result.stderr
    assert re.search(r"codings\.csv, ligne \d+ : l'extrait « 00000000-dead", result.stderr)
    assert (tmp_path / "s.md").exists()


def test_a_count_typed_in_the_notes_that_differs_from_the_list_is_told(edition, tmp_path):
    rows = (edition / "attendance.csv").read_text(encoding="utf-8").splitlines()
    (edition / "attendance.csv").write_text("\n".join(rows[:1] + rows[2:]) + "\n", encoding="utf-8")
    result = synthesis(edition, "-o", tmp_path / "s.md")
    assert result.exit_code == 1
    assert "c'est la liste qui est retenue" in result.stderr


def test_bare_notes_become_a_synthesis_whose_codes_are_only_proposed(tmp_path):
    notes = tmp_path / "atelier.txt"
    notes.write_text(
        "Atelier du 9 janvier 2018 : la mise en dispositif\n12 participants\n\n"
        "- Dix-huit mois d'attente au CMPP\n- Personne ne sait qui appeler\n- Créer un annuaire commun\n"
        "- Un café des parents le mardi, ça tient depuis deux ans\n",
        encoding="utf-8",
    )
    result = synthesis(notes, "-o", tmp_path / "s.md")
    assert result.exit_code in (0, 1), result.stderr
    said = words(tmp_path / "s.md")
    assert "codage proposé, à relire" in said
    assert "4 au codage proposé, à relire" in said
    assert "Personnes différentes : non connu" in said
    assert "nombres déclarés dans les notes" in said


def test_suggestions_are_only_made_when_asked(edition, tmp_path):
    assert synthesis(edition, "-o", tmp_path / "s.md").exit_code == 0
    assert "au codage proposé" not in words(tmp_path / "s.md")
    result = synthesis(edition, "-o", tmp_path / "s.md", "--suggest")
    assert "signé comme validé, mais des extraits sont au codage proposé" in result.stderr
    assert "au codage proposé, à relire" in words(tmp_path / "s.md")


def test_the_next_edition_says_what_persists_is_new_and_is_no_longer_said(tmp_path):
    samples = samples_folder()
    result = synthesis(samples / "edition-2019", "-o", tmp_path / "s.md", "--previous", samples / "edition-2018")
    assert result.exit_code in (0, 1), result.stderr
    said = words(tmp_path / "s.md")
    for title in ("Depuis l'édition 2018", "Ce qui persiste", "Ce qui est nouveau", "Ce qui n'est peut-être plus dit"):
        assert title.replace("'", "’") in said.replace("'", "’")


def test_the_same_folder_gives_the_same_bytes(edition, tmp_path):
    for name in ("un.html", "deux.html"):
        assert synthesis(edition, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "un.html").read_bytes() == (tmp_path / "deux.html").read_bytes()


@pytest.mark.parametrize("name", ["texts.md", "edition.toml", "notes/atelier-3.txt", "notes/nouveau.md", "codings.csv"])
def test_nothing_is_ever_written_over_what_is_read(edition, name):
    target = (edition / name).with_suffix(".md")
    before = {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()}
    result = synthesis(edition, "-o", target)
    if target.name in {"edition.md", "codings.md"}:  # names that the folder does not read
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert "fait partie de ce qui est lu" in result.stderr
        assert {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()} == before


def test_a_bare_file_is_not_overwritten_by_its_own_synthesis(tmp_path):
    notes = tmp_path / "notes.md"
    notes.write_text("- Personne ne sait qui appeler\n", encoding="utf-8")
    assert synthesis(notes, "-o", notes).exit_code == 2
    assert notes.read_text(encoding="utf-8") == "- Personne ne sait qui appeler\n"


def test_names_in_titles_file_names_and_writers_texts_are_replaced_too(tmp_path):
    notes = tmp_path / "CR Mme Bertholon.txt"
    notes.write_text(
        "Atelier 1 : La situation de Kévin Lavergnat, animé par Mme Bertholon\n\n- Personne ne sait qui appeler\n",
        encoding="utf-8",
    )
    result = synthesis(notes, "-o", tmp_path / "s.html", "--analysis", tmp_path / "a.html")
    assert result.exit_code in (0, 1)
    assert isinstance(result.exception, SystemExit | None)
    both = words(tmp_path / "s.html") + words(tmp_path / "a.html")
    assert "Personne ne sait qui appeler" in both
    for name in ("Lavergnat", "lavergnat", "Bertholon", "bertholon", "Kévin", "kevin"):
        assert name not in both


def test_names_in_the_writers_texts_are_replaced(edition, tmp_path):
    with (edition / "texts.md").open("a", encoding="utf-8") as stream:
        stream.write("\n- Remercier la maman de Kévin Lavergnat\n")
    synthesis(edition, "-o", tmp_path / "s.md")
    assert "Lavergnat" not in words(tmp_path / "s.md")
    assert "Remercier la maman de [un enfant]" in words(tmp_path / "s.md").replace("\\", "")


def test_a_coding_on_a_code_that_gathers_others_is_told_and_the_rest_is_written(edition, tmp_path):
    first = (edition / "codings.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    with (edition / "codings.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{first},freins,accord,secondary,\n")
    result = synthesis(edition, "-o", tmp_path / "s.md")
    assert result.exit_code == 1
    assert "« freins » en regroupe d'autres" in result.stderr
    assert (tmp_path / "s.md").exists()


def test_a_codebook_of_one_s_own_may_have_many_parts(tmp_path):
    codes = [{"key": f"part {n}", "label": f"Partie {n}"} for n in range(1, 12)]
    codes += [{"key": f"code {n}", "label": f"Code {n}", "parent": f"part {n}"} for n in range(1, 12)]
    folder = tmp_path / "edition"
    (folder / "notes").mkdir(parents=True)
    (folder / "codebook.json").write_text(json.dumps({"title": "Le nôtre", "codes": codes}), encoding="utf-8")
    (folder / "notes" / "n.txt").write_text("- Personne ne sait qui appeler\n", encoding="utf-8")
    (folder / "edition.toml").write_text(
        'title = "Essai"\n[[workshop]]\nid = "a a1"\ntheme = "T"\nnotes = ["n.txt"]\n', encoding="utf-8"
    )
    result = synthesis(folder, "-o", tmp_path / "s.html", "--analysis", tmp_path / "a.html")
    assert result.exit_code == 0, result.stderr
    assert "XI. Partie 11" in words(tmp_path / "s.html").replace("\u00a0", " ")
    for page in ("s.html", "a.html"):
        assert not [one for one in re.findall(r' id="([^"]*)"', words(tmp_path / page)) if " " in one]


def test_problems_of_the_edition_before_are_told_with_its_name(edition, tmp_path):
    (edition / "notes" / "oubli.txt").write_text("- Un mot de plus pour la fin de journée\n", encoding="utf-8")
    result = synthesis(samples_folder() / "edition-2019", "-o", tmp_path / "s.md", "--previous", edition)
    assert "edition/oubli.txt : ce fichier n'est rattaché à aucun atelier" in result.stderr


def test_a_broken_edition_toml_writes_nothing_and_says_where(edition, tmp_path):
    toml = edition / "edition.toml"
    toml.write_text('title = "sans fin\n' + toml.read_text(encoding="utf-8"), encoding="utf-8")
    result = synthesis(edition, "-o", tmp_path / "s.md")
    assert result.exit_code == 3
    assert "edition.toml, ligne 1" in result.stderr
    assert not (tmp_path / "s.md").exists()
