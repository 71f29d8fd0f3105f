"""Documents of word processors: the accepted text is read, the rest is set aside with its reason."""

import io
import zipfile
from collections.abc import Callable

import docx
import odfdo
import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vivant.corpus import Kind, NoteSheet

Read = Callable[..., NoteSheet]


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def asides(sheet: NoteSheet) -> dict[str, str]:
    return {sheet.text[piece.start : piece.end]: piece.reason for piece in sheet.set_aside()}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str) -> object:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


@pytest.fixture
def word() -> bytes:
    document = docx.Document()
    document.add_heading("Atelier 1 : Le lien", 1)
    document.add_paragraph("9 janvier 2018")
    document.add_heading("Les familles", 2)
    document.add_paragraph("pas écoutées", style="List Bullet")
    document.add_paragraph("*SYNTHESE à rendre", style="List Bullet 2")
    document.add_paragraph("première ligne\nseconde ligne")
    table = document.add_table(2, 3)
    for index, text in enumerate(("Thème", "Problèmes", "Propositions", "L'école", "trop loin", "un bus")):
        table.cell(index // 3, index % 3).text = text
    changed = (
        run("Avant ") + f'<w:del w:id="1" w:author="x"><w:r><w:delText>l\'été </w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="x">{run("l’hiver ")}</w:ins>' + run("vieux ", "<w:strike/>") + run("on se voit")
    )
    document.element.body.insert(-1, paragraph(changed))
    document.element.body.insert(-1, paragraph(run("invisible", "<w:vanish/>")))
    joined = f'<w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>{run("une phrase ")}'
    document.element.body.insert(-1, paragraph(joined))
    document.element.body.insert(-1, paragraph(run("recollée")))
    box = f"<w:pict><w:txbxContent><w:p>{run('dans la boîte')}</w:p></w:txbxContent></w:pict>"
    document.element.body.insert(-1, paragraph(f"{run('à côté')}<w:r>{box}</w:r>"))
    document.sections[0].header.paragraphs[0].text = "Réseau X"
    document.sections[0].footer.paragraphs[0].text = "ne pas diffuser"
    document.add_comment(document.paragraphs[3].runs, text="à vérifier", author="x")
    return saved(document)


def test_a_docx_gives_its_accepted_text(read: Read, word: bytes) -> None:
    sheet = read(word, "n.docx")
    assert [(e.text, e.theme, e.section) for e in sheet.excerpts] == [
        ("pas écoutées", "Les familles", ""),
        ("*SYNTHESE à rendre", "Les familles", ""),
        ("première ligne", "Les familles", ""),
        ("seconde ligne", "Les familles", ""),
        ("trop loin", "L'école", "Problèmes"),
        ("un bus", "L'école", "Propositions"),
        ("Avant l’hiver on se voit", "Les familles", ""),
        ("une phrase recollée", "Les familles", ""),
        ("à côté", "Les familles", ""),
    ]
    assert sheet.workshops[0].id == "le-lien-2018-01-09"
    assert sheet.excerpts[4].place == "tableau 1, ligne 2, colonne 2"
    assert sheet.excerpts[0].place == "paragraphe 4"


def test_a_docx_sets_aside_what_is_not_its_text(read: Read, word: bytes) -> None:
    assert asides(read(word, "n.docx")) == {
        "l'été": "suppression du suivi des modifications",
        "vieux": "texte rayé",
        "invisible": "texte masqué",
        "dans la boîte": "zone de texte",
        "à vérifier": "commentaire",
        "Réseau X": "en-tête de page",
        "ne pas diffuser": "pied de page",
    }


def test_a_table_of_a_docx_with_named_columns_is_a_table_of_notes(read: Read) -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for index, text in enumerate(("Verbatim", "Qui", "Thème", "on attend depuis un an", "une éducatrice", "L'accueil")):
        table.cell(index // 3, index % 3).text = text
    (excerpt,) = read(saved(document), "n.docx").excerpts
    assert (excerpt.text, excerpt.speaker, excerpt.theme) == ("on attend depuis un an", "éducatrice", "L'accueil")


ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:automatic-styles><style:style style:name="T1" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator>
</office:change-info><text:p>retiré</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Atelier 1 : Le lien</text:h>
<text:list><text:list-item><text:p>pas   écoutées<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>selon les parents</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>le<text:s text:c="2"/>soir</text:p></text:list-item></text:list>
</text:list-item></text:list>
<text:p>on se <text:span text:style-name="T1">parlait </text:span>voit<office:annotation>
<dc:creator>Nom Prénom</dc:creator><text:p>à vérifier</text:p></office:annotation></text:p>
<text:p><draw:frame><draw:text-box><text:p>encadré</text:p></draw:text-box></draw:frame>un<text:line-break/>deux</text:p>
<table:table><table:table-row><table:table-cell><text:p>Problèmes</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>trop loin</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def test_an_odt_gives_its_accepted_text_and_sets_the_rest_aside(read: Read) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
    sheet = read(buffer.getvalue(), "n.odt")
    assert [(e.text, e.section) for e in sheet.excerpts] == [
        ("pas écoutées", ""),
        ("selon les parents", ""),
        ("le  soir", ""),
        ("on se voit", ""),
        ("un", ""),
        ("deux", ""),
        ("trop loin", "Problèmes"),
    ]
    assert asides(sheet) == {
        "retiré": "suppression du suivi des modifications",
        "parlait": "texte rayé",
        "à vérifier": "commentaire",
        "encadré": "zone de texte",
    }


def test_an_odt_made_by_another_program_is_read(read: Read) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Atelier 1 : Le lien"))
    document.body.append(odfdo.List(["pas de places", "« On attend » (une mère)"]))
    sheet = read(saved(document), "n.odt")
    assert [(e.text, e.kind, e.speaker) for e in sheet.excerpts] == [
        ("pas de places", Kind.REFORMULATED, ""),
        ("On attend", Kind.VERBATIM, "mère"),
    ]


def test_an_rtf_is_read(read: Read) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 Atelier 1 : Le lien\par\par"
    rtf += rb" - pas d'\'e9coute\par - qui \u8217?x ?\par}"
    assert [excerpt.text for excerpt in read(rtf, "n.rtf").excerpts] == ["pas d'écoute", "qui ’x ?"]


PDF = """#set page(header: [Réseau X -- notes], footer: context counter(page).display("1/1", both: true))
#set text(lang: "fr")
= Atelier 1 : Le lien
9 janvier 2018
== Problèmes
- la question de la place des parents dans les réunions de synthèse, qui se tiennent toujours en journée, incompatible
  avec leurs emplois du temps et avec leurs responsabilités professionnelles
- pas de temps
#pagebreak()
- on attend"""


def test_a_pdf_gives_its_paragraphs_back_and_its_page_furniture_aside(read: Read) -> None:
    sheet = read(typst.compile(PDF.encode()), "n.pdf")
    assert [(e.text, e.section, e.place) for e in sheet.excerpts] == [
        (
            "la question de la place des parents dans les réunions de synthèse, qui se tiennent toujours en journée, "
            "incompatible avec leurs emplois du temps et avec leurs responsabilités professionnelles",
            "Problèmes",
            "page 1",
        ),
        ("pas de temps", "Problèmes", "page 1"),
        ("on attend", "Problèmes", "page 2"),
    ]
    assert asides(sheet) == {
        "Réseau X – notes": "en-tête de page",
        "1/2": "pied de page",
        "2/2": "pied de page",
    }
    assert sheet.workshops[0].id == "le-lien-2018-01-09"
