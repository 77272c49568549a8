//! One table as one file.

use super::cell::Value;
use super::{csv, headings, name, sheet};
use crate::i18n::Cx;
use crate::page::{Answer, PageContext};
use services::studio::{Cell, ExportTable};

/// `{table}.csv` or `{table}.xlsx`.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop"));
    let Some((table, ending)) = page.param("file").rsplit_once('.') else { return Answer::NotFound };
    let Some(table) = ExportTable::from_code(table).filter(|_| matches!(ending, "csv" | "xlsx")) else {
        return Answer::NotFound;
    };
    let rows = match services::studio::export(&page.services, &page.actor, shop, table).await {
        Ok(rows) => rows,
        Err(error) => return error.into(),
    };
    let file = [shop, "-", table.code(), ".", ending].concat();
    match bytes(cx, table, ending, &rows) {
        Some((media_type, bytes)) => Answer::Download { name: file, media_type, bytes },
        None => Answer::Failed(services::Error::Overflow),
    }
}

fn bytes(cx: Cx, table: ExportTable, ending: &str, rows: &[Vec<Cell>]) -> Option<(&'static str, Vec<u8>)> {
    let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(|cell| Value::of(cx, cell)).collect()).collect();
    let headings = headings(cx, table);
    if ending == "csv" {
        return Some(("text/csv; charset=utf-8", csv::write(cx.lang, &headings, &rows).into_bytes()));
    }
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Some((media_type, sheet::write(cx.lang, cx.t(name(table)), &headings, &rows)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use domain::quantity::Unit;
    use domain::text::{Lang, Localised};
    use domain::time::{Day, Timestamp};
    use std::io::Cursor;

    const NASTY: [&str; 8] = [
        "=HYPERLINK(\"http://evil.example\")",
        "+1",
        "-1+1",
        "@SUM(A1)",
        " \t=1+1",
        "a;b,\"c\"\r\nd",
        "لوح عرعار <b> & \u{1}\u{fffe}",
        "\u{ff1d}1",
    ];

    /// Lots: material, day, supplier, received, left, unit, cost, best before, certificate.
    fn rows() -> Vec<Vec<Cell>> {
        let row = |text: &str| {
            let said = Localised { ar: text.into(), fr: text.into(), en: text.into() };
            vec![
                Cell::Said(said),
                Cell::Day(Day::from_ymd(2027, 1, 15).unwrap()),
                Cell::Text(text.into()),
                Cell::Amount(1_000_000_000_000_001, Unit::Milligram),
                Cell::Amount(-1_500_000, Unit::Milligram),
                Cell::Unit(Unit::Milligram),
                Cell::Money(45_050),
                Cell::At(Timestamp(1_799_999_200_000)),
                Cell::Empty,
            ]
        };
        NASTY.into_iter().map(row).collect()
    }

    fn csv_of(lang: Lang, between: u8) -> Vec<Vec<String>> {
        let (kind, bytes) = bytes(Cx::of(lang), ExportTable::Lots, "csv", &rows()).unwrap();
        assert_eq!(kind, "text/csv; charset=utf-8");
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a mark for spreadsheets");
        let reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(between).from_reader(bytes);
        reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_csv_file_reads_back_and_no_cell_is_a_formula() {
        let read = csv_of(Lang::Fr, b';');
        assert_eq!(read.len(), 1 + NASTY.len());
        assert_eq!(read[0][0], "Matière");
        for (row, nasty) in read[1..].iter().zip(NASTY) {
            assert_eq!(row.len(), 9);
            let plain = [nasty, &["'", nasty].concat()].into_iter().any(|text| text == row[0]);
            assert!(plain, "{:?} is {nasty:?}", row[0]);
            assert!(!row[0].trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}']), "{:?}", row[0]);
            assert_eq!(row[1..3], ["2027-01-15".to_owned(), row[0].clone()]);
            assert_eq!(row[3..9], ["1000000000,000001", "-1,5", "kg", "450,5", "2027-01-15 08:46", ""]);
        }
        let english = csv_of(Lang::En, b',');
        assert_eq!(english[1][3..7], ["1000000000.000001", "-1.5", "kg", "450.5"]);
        assert_eq!(csv_of(Lang::Ar, b';')[0][0], "المادة");
    }

    #[test]
    fn a_spreadsheet_reads_back_with_numbers_days_and_words() {
        for lang in Lang::ALL {
            let (_, bytes) = bytes(Cx::of(lang), ExportTable::Lots, "xlsx", &rows()).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let sheet = book.worksheet_range_at(0).unwrap().unwrap();
            assert_eq!(sheet.height(), 1 + NASTY.len());
            assert_eq!(book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap().used_cells().count(), 0);
            for (row, nasty) in sheet.rows().skip(1).zip(NASTY) {
                let shown: String = nasty.chars().filter(|letter| !matches!(letter, '\u{1}' | '\u{fffe}')).collect();
                let read = row[0].to_string().replace("\r\n", "\n");
                assert_eq!(read, shown.replace("\r\n", "\n"));
                assert_eq!(row[3], Data::Float(1_000_000_000.000_001));
                assert_eq!((&row[4], &row[6]), (&Data::Float(-1.5), &Data::Float(450.5)));
                let Data::DateTime(day) = &row[1] else { panic!("{:?} is no day", row[1]) };
                assert!((day.as_f64() - 46_402.0).abs() < 0.000_1, "{day:?}");
                let Data::DateTime(at) = &row[7] else { panic!("{:?} is no instant", row[7]) };
                assert!((at.as_f64() - (46_402.0 + 526.0 / 1_440.0)).abs() < 0.000_1, "{at:?}");
            }
        }
    }

    #[test]
    fn every_table_has_a_heading_for_each_column_and_a_file_without_rows() {
        for table in ExportTable::ALL {
            assert_eq!(ExportTable::from_code(table.code()), Some(table));
            for lang in Lang::ALL {
                let (_, bytes) = bytes(Cx::of(lang), table, "xlsx", &[]).unwrap();
                let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
                let sheet = book.worksheet_range_at(0).unwrap().unwrap();
                let mut heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
                assert_eq!(heads.len(), table.columns().len());
                heads.sort();
                heads.dedup();
                assert_eq!(
                    heads.len(),
                    table.columns().len(),
                    "two columns of {table:?} are called the same: {heads:?}"
                );
            }
        }
    }
}
