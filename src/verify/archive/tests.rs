//! Documents of every kind, each with what a reader sees of it.

use std::io::Write;

use encoding_rs::{BIG5, GB18030};
use flate2::write::DeflateEncoder;

use crate::model::limit::Limits;

use super::{ArchiveState, Document, Flaw, Joint, Other, Unreadable, read_file, state};

const TEXT: &str = "甲市的水产公司\n\n2031年，全市有三十家企业，产值40亿元。\n";

fn lines(document: &Document) -> Vec<&str> {
    document.lines.iter().map(|line| line.text.as_str()).collect()
}

fn lost(document: &Document) -> Vec<u32> {
    document.lines.iter().filter(|line| line.lost).map(|line| line.number).collect()
}

fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    super::read(bytes, "a.txt")
}

#[test]
fn lines_are_counted_as_cat_counts_them() {
    let document = read("一\r\n\n三".as_bytes()).expect("is UTF-8");
    assert_eq!(lines(&document), ["一", "", "三"]);
    assert_eq!(read("一\n二\n".as_bytes()).expect("is UTF-8").lines.len(), 2);
    assert_eq!(read(b"\n\n").expect("is UTF-8").lines.len(), 2);
}

#[test]
fn chinese_encodings_are_recognised() {
    let expected: Vec<&str> = TEXT.trim_end().split('\n').collect();
    let gb = read(&GB18030.encode(TEXT).0).expect("is GB18030");
    assert_eq!((lines(&gb), gb.encoding), (expected.clone(), "gb18030"));
    let traditional = "甲市的水產公司\n全市有三十家企業，產值40億元。";
    let big5 = read(&BIG5.encode(traditional).0).expect("is Big5");
    assert_eq!((lines(&big5), big5.encoding), (traditional.split('\n').collect(), "Big5"));
}

#[test]
fn utf_16_is_recognised_with_and_without_its_mark() {
    let expected: Vec<&str> = TEXT.trim_end().split('\n').collect();
    for big in [false, true] {
        let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
        let bare: Vec<u8> = TEXT.encode_utf16().flat_map(unit).collect();
        let marked: Vec<u8> = std::iter::once(0xFEFF).chain(TEXT.encode_utf16()).flat_map(unit).collect();
        for bytes in [bare, marked] {
            let document = read(&bytes).expect("is UTF-16");
            assert_eq!(lines(&document), expected);
            assert_eq!(document.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
        }
    }
}

#[test]
fn latin_script_is_recognised_in_an_old_encoding() {
    let german = "Über dem Tal zählt man 1450 Kühe.\nDer Käse brachte fünf Franken.";
    let old = read(&encoding_rs::WINDOWS_1252.encode(german).0).expect("is windows-1252");
    assert_eq!((lines(&old), old.encoding), (german.split('\n').collect(), "windows-1252"));
    let wide: Vec<u8> = german.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(lines(&read(&wide).expect("is UTF-16")), german.split('\n').collect::<Vec<_>>());
}

#[test]
fn a_byte_order_mark_is_no_text() {
    assert_eq!(lines(&read("\u{FEFF}甲".as_bytes()).expect("is UTF-8")), ["甲"]);
}

#[test]
fn a_file_cut_inside_a_character_is_read_and_says_so() {
    let bytes = "甲市有三十家企业".as_bytes();
    let end = read(&bytes[..bytes.len() - 1]).expect("is UTF-8");
    assert_eq!((end.flaw, lost(&end)), (Some(Flaw::CutAtEnd), vec![1]));
    let start = read(&bytes[1..]).expect("is UTF-8");
    assert_eq!((start.flaw, lost(&start)), (Some(Flaw::CutAtStart), vec![1]));
}

#[test]
fn one_bad_byte_is_named_by_its_place() {
    let mut bytes = TEXT.repeat(4).into_bytes();
    bytes.insert(3, 0xFF);
    let document = read(&bytes).expect("is UTF-8 but for a byte");
    assert_eq!((document.flaw, lost(&document)), (Some(Flaw::Invalid { offset: 3, places: 1 }), vec![1]));
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(read(&noise), Err(Unreadable::UnknownEncoding));
    assert_eq!(read(b""), Err(Unreadable::Empty));
    assert!(matches!(state(&noise, "a.txt"), ArchiveState::Unreadable(Unreadable::UnknownEncoding, _)));
}

#[test]
fn losses_are_told_from_question_marks() {
    let of = |text: &str| lost(&read(text.as_bytes()).expect("is UTF-8"));
    assert_eq!(of("为什么?因为甲,乙,丙。\n好吗?"), Vec::<u32>::new());
    assert_eq!(of("甲，乙，丙\n水?鱼，好。"), [2]);
    assert_eq!(of("甲\n必斀?yú)塘"), [2]);
    assert_eq!(of("水?yú)塘\n魚?;?/a>"), [1, 2]);
    assert_eq!(of("甲\u{FFFD}乙\n丙"), [1]);
}

#[test]
fn a_name_that_leaves_the_folder_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), "甲").expect("a file");
    let read = |name| read_file(folder.path(), name, &Limits::default()).expect("no machine failure");
    assert!(matches!(read("a.txt"), ArchiveState::Here(_)));
    for name in ["b.txt", "../a.txt", "", ".."] {
        assert_eq!(read(name), ArchiveState::Missing);
    }
}

#[test]
fn a_text_of_carriage_returns_has_lines_and_a_zero_byte_costs_its_line_alone() {
    assert_eq!(lines(&read("一\r\r三".as_bytes()).expect("is UTF-8")), ["一", "", "三"]);
    let document = read("甲市的船\n共有\0三十艘\n乙市\n".as_bytes()).expect("is UTF-8");
    assert_eq!((lines(&document), lost(&document)), (vec!["甲市的船", "共有\u{FFFD}三十艘", "乙市"], vec![2]));
}

#[test]
fn a_line_that_had_no_room_for_the_next_word_goes_on() {
    let joints =
        |text: &str| read(text.as_bytes()).expect("is UTF-8").lines.iter().map(|line| line.joint).collect::<Vec<_>>();
    use Joint::{Break, End, Wrap};
    assert_eq!(joints("2031年，甲市的水产企业一共实现了产\n值500亿元。\n"), [Wrap, End]);
    let german = "Der Wert aller Waren stieg auf mehr\nals zwei Millionen Franken im Jahr\nund sank dann.\n\nEnde";
    assert_eq!(joints(german), [Wrap, Wrap, End, End, End]);
    assert_eq!(joints("Stadt | 2030 | 2029 | 2028 | 2027 | 2026\nBern | 30 | 40"), [Break, End]);
    assert_eq!(joints("第一节\n全市共有三十家企业，产值40亿元。\n第二节"), [Break, Break, End]);
}

#[test]
fn form_feeds_part_pages() {
    let document = read("甲\n\u{C}乙\n丙\n\u{C}丁\n\u{C}".as_bytes()).expect("is UTF-8");
    assert_eq!(lines(&document), ["甲", "乙", "丙", "丁"]);
    assert_eq!((document.page_of(0), document.page_of(2), document.page_of(3)), (Some(1), Some(2), Some(3)));
    assert_eq!((document.lines_of_page(2), document.lines_of_page(4)), (Some(1..3), None));
}

fn page(html: &str) -> Document {
    super::read(html.as_bytes(), "a.html").expect("a page")
}

#[test]
fn a_page_shows_no_script_style_or_comment_and_resolves_references() {
    let html = "<!DOCTYPE html><html><head><title>9 T</title><style>p{x:1}</style></head>\n<body><script>if (a < 4444) \"</p>\"</script>\n<!-- 55 --><p>Es gibt <b>112</b> KI-<i>Professuren</i> f&uuml;r &euro;1,2&nbsp;Mrd.<br>und\nmehr &#x4e2d;&amp;c</p><p>2 < 3</p>";
    let document = page(html);
    let expected = ["Es gibt 112 KI-Professuren für €1,2\u{A0}Mrd.", "und", "mehr 中&c", "2 < 3"];
    assert_eq!(lines(&document), expected);
    assert_eq!(document.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 3, 4, 4]);
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_declares() {
    let html = "<html><meta charset=gb2312><p>甲市的水产</p>";
    let document = super::read(&GB18030.encode(html).0, "a.html").expect("a page");
    assert_eq!((lines(&document), document.encoding), (vec!["甲市的水产"], "GBK"));
    let lying = "<html><meta charset=gb2312><p>甲市的水产</p>";
    assert_eq!(lines(&super::read(lying.as_bytes(), "x").expect("a page")), ["甲市的水产"]);
}

/// Each cell with its heads.
fn cells(document: &Document) -> Vec<String> {
    let told = |line: &super::Line| -> Vec<String> {
        let cell = |cell: &super::Cell| {
            let name = cell.name.as_ref().map_or(String::new(), |name| format!("{name} "));
            format!("{name}{} [{} / {}]", &line.text[cell.range.clone()], cell.column_head, cell.row_head)
        };
        line.cells.iter().map(cell).collect()
    };
    document.lines.iter().flat_map(told).collect()
}

#[test]
fn the_heads_of_a_table_stand_over_its_cells() {
    let html =
        "<table><tr><th rowspan=2>Stadt<th colspan=2>Firmen<tr><th>2019<th>2018<tr><td>Berlin<td>86<td>51</table>";
    let document = page(html);
    assert_eq!(lines(&document), ["Stadt\tFirmen", "2019\t2018", "Berlin\t86\t51"]);
    assert_eq!(cells(&document)[4..], ["Berlin [Stadt / ]", "86 [Firmen 2019 / Berlin]", "51 [Firmen 2018 / Berlin]"]);
    let bare = page("<table><tr><td>Berlin<td>86<tr><td>Bonn<td>51</table>");
    assert_eq!(cells(&bare), ["Berlin [ / ]", "86 [ / Berlin]", "Bonn [ / ]", "51 [ / Bonn]"]);
}

#[test]
fn a_table_that_only_lays_out_a_page_is_read_block_by_block() {
    let html = "<table><tr><td><p>One.<p>Two.<td><table><tr><td>a<td>1</table></table>";
    assert_eq!(lines(&page(html)), ["One.", "Two.", "a\t1"]);
}

#[test]
fn rows_of_a_text_have_named_cells() {
    let csv = "Stadt;2019;2018\n\"Berlin;\nMitte\";86;51\n";
    let document = super::read(csv.as_bytes(), "a.csv").expect("a table");
    assert_eq!(
        cells(&document)[3..],
        ["A2 Berlin; Mitte [Stadt / ]", "B2 86 [2019 / Berlin; Mitte]", "C2 51 [2018 / Berlin; Mitte]"]
    );
    let bare = super::read(b"Berlin,2010,13\nBonn,2010,7\n", "a.csv").expect("a table");
    assert_eq!(cells(&bare)[..3], ["A1 Berlin [ / ]", "B1 2010 [ / Berlin]", "C1 13 [ / Berlin]"]);
}

/// A zip archive of these parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut packed = DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text).expect("memory");
        let packed = packed.finish().expect("memory");
        let at = out.len() as u32;
        let sizes = [(packed.len() as u32).to_le_bytes(), (text.len() as u32).to_le_bytes()].concat();
        let name_length = (name.len() as u16).to_le_bytes();
        let common = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &name_length, &[0, 0]].concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let (count, size, at) = (parts.len() as u16, directory.len() as u32, out.len() as u32);
    out.extend(directory);
    let counts = [count.to_le_bytes(), count.to_le_bytes()].concat();
    out.extend([b"PK\x05\x06\0\0\0\0", &counts[..], &size.to_le_bytes(), &at.to_le_bytes(), &[0, 0]].concat());
    out
}

#[test]
fn a_word_document_shows_paragraphs_tables_and_notes() {
    let body = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>共有</w:t></w:r><w:del><w:r><w:delText>九</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">112 </w:t></w:r><w:r><w:t>KI &amp; mehr</w:t><w:br w:type=\"page\"/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Stadt</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2019</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Berlin</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>86</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>Stand 2020</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = zip(&[("word/document.xml", body.as_bytes()), ("word/footnotes.xml", notes.as_bytes())]);
    let document = super::read(&bytes, "a.docx").expect("a document");
    assert_eq!(lines(&document), ["共有112 KI & mehr", "Stadt\t2019", "Berlin\t86", "Stand 2020"]);
    assert_eq!(cells(&document)[2..], ["Berlin [Stadt / ]", "86 [2019 / Berlin]"]);
    assert_eq!((document.page_of(0), document.page_of(1)), (Some(1), Some(2)));
}

#[test]
fn a_workbook_shows_its_cells_as_it_prints_them() {
    let book = "<workbook><sheets><sheet name=\"R&amp;D\" r:id=\"rId1\"/></sheets></workbook>";
    let rels = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let strings = "<sst><si><t>Stadt</t></si><si><r><t>An</t></r><r><t>teil</t></r></si></sst>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/><xf numFmtId=\"3\"/></cellXfs></styleSheet>";
    let sheet = "<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Tag</t></is></c><c r=\"D1\" t=\"str\"><v>Zahl</v></c></row><row><c r=\"A2\" t=\"str\"><v>Bonn</v></c><c r=\"B2\" s=\"1\"><v>0.28999999999999998</v></c><c r=\"C2\" s=\"2\"><v>45000</v></c><c r=\"D2\" s=\"3\"><v>1234567</v></c></row></sheetData></worksheet>";
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let bytes = zip(&parts.map(|(name, text)| (name, text.as_bytes())));
    let document = super::read(&bytes, "a.xlsx").expect("a workbook");
    assert_eq!(
        cells(&document)[4..],
        [
            "'R&D'!A2 Bonn [Stadt / ]",
            "'R&D'!B2 29.0% [Anteil / Bonn]",
            "'R&D'!C2 2023-03-15 [Tag / Bonn]",
            "'R&D'!D2 1,234,567 [Zahl / Bonn]"
        ]
    );
}

#[test]
fn what_cannot_be_read_is_called_what_it_is() {
    let of = |bytes: &[u8], name: &str| super::read(bytes, name).expect_err("is refused");
    assert_eq!(of(b"%PDF-1.7 ...", "a.pdf"), Unreadable::Other(Other::Pdf));
    assert_eq!(of(b"\x89PNG\r\n", "a.txt"), Unreadable::Other(Other::Image));
    assert_eq!(of(&zip(&[("a.txt", b"x")]), "a.zip"), Unreadable::Other(Other::Archive));
    assert_eq!(of(b"{\\rtf1 x}", "a.doc"), Unreadable::Other(Other::Office));
    assert!(matches!(of("甲".as_bytes(), "a.docx"), Unreadable::Broken(told) if told.contains("no zip archive")));
    let whole = zip(&[("word/document.xml", b"<p><t>x</t></p>")]);
    for cut in 0..whole.len() {
        assert!(super::read(&whole[..cut], "a.docx").is_err(), "{cut}");
    }
}

#[test]
fn a_document_that_swells_is_refused_by_the_limit() {
    let bomb = vec![b' '; super::zip::MOST_UNPACKED as usize + 1];
    let refused = super::read(&zip(&[("word/document.xml", &bomb)]), "a.docx").expect_err("is refused");
    assert_eq!(
        refused.to_string(),
        "the file has a part of more than 64000000 bytes; the limit `unpacked` is 64 MB: archive the part that the facts rest on"
    );
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sub")).expect("a folder");
    let state = read_file(folder.path(), "sub", &Limits::default()).expect("no machine failure");
    assert_eq!(state, ArchiveState::Unreadable(Unreadable::NoFile, None));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_a_reader_fail(text in "(<(/?(table|tr|td|th|p|br|script|pre|!--)|&#?x?[0-9a-z]{0,4};?)( [a-z]+=[\"']?[a-z0-9]{0,3}[\"']?)?>?|[甲 \n\r\0a1<>&\"=-]){0,40}") {
        for name in ["a.html", "a.csv", "a.txt"] {
            if let Ok(document) = super::read(text.as_bytes(), name) {
                let numbers: Vec<u32> = document.lines.iter().map(|line| line.number).collect();
                proptest::prop_assert!(numbers.is_sorted(), "{numbers:?}");
                for line in &document.lines {
                    proptest::prop_assert!(line.cells.iter().all(|cell| line.text.get(cell.range.clone()).is_some()));
                }
            }
        }
    }
}
