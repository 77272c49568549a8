//! The tables of the studio as files, for a spreadsheet or another program.

mod cell;
mod csv;
pub mod file;
mod sheet;
mod zip;

use super::{head, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use leptos::prelude::*;
use services::studio::{Column, ExportTable};

/// What can be had, each as two kinds of files.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let title = cx.t(m::export::TITLE);
    page.html(200, head(title.to_owned()), move || {
        let link = |table: ExportTable, ending: &str, label: Msg| {
            let href = url(cx, &shop, &["/export/", table.code(), ".", ending].concat());
            let name = cx.t(name(table));
            view! { <a class="button button-quiet" href=href download>{cx.t(label)}<span class="visually-hidden">" " {name}</span></a> }
        };
        let row = |table: ExportTable| {
            view! {
                <li class="card" data-table=table.code()>
                    <h2>{cx.t(name(table))}</h2>
                    <p class="add-line">{link(table, "xlsx", m::export::AS_XLSX)} {link(table, "csv", m::export::AS_CSV)}</p>
                </li>
            }
        };
        view! {
            <p class="way-back"><a href=url(cx, &shop, "")>{cx.t(m::studio::TODAY)}</a></p>
            <h1>{title}</h1>
            <p class="quiet-ink">{cx.t(m::export::TEXT)}</p>
            <ul class="rows">{ExportTable::ALL.map(row).into_iter().collect_view()}</ul>
        }
        .into_any()
    })
}

/// What a table is called.
const fn name(table: ExportTable) -> Msg {
    match table {
        ExportTable::Orders => m::studio::ORDERS,
        ExportTable::Materials => m::studio::MATERIALS,
        ExportTable::Movements => m::studio::LEDGER,
        ExportTable::Lots => m::materials::LOTS,
        ExportTable::Expected => m::studio::EXPECTED,
        ExportTable::Purchases => m::purchases::PURCHASES,
        ExportTable::Suppliers => m::purchases::SUPPLIERS,
        ExportTable::Stocktakes => m::export::STOCKTAKES,
        ExportTable::Products => m::products::PRODUCTS,
    }
}

/// What stands in a column.
const fn heading(column: Column) -> Msg {
    match column {
        Column::Number => m::export::NUMBER,
        Column::State => m::export::STATE,
        Column::When => m::export::WHEN,
        Column::Ready => m::export::READY,
        Column::Product => m::export::PRODUCT,
        Column::Pieces => m::export::PIECES,
        Column::Name => m::export::NAME,
        Column::City => m::export::CITY,
        Column::Price => m::export::PRICE,
        Column::Material => m::purchases::MATERIAL,
        Column::Slug => m::export::SLUG,
        Column::Origin => m::export::ORIGIN,
        Column::OnHand => m::studio::ON_HAND,
        Column::Allocated => m::studio::ALLOCATED,
        Column::Available => m::studio::AVAILABLE,
        Column::Threshold => m::export::THRESHOLD,
        Column::Unit => m::export::UNIT,
        Column::Kind => m::export::KIND,
        Column::Amount => m::export::AMOUNT,
        Column::Reason => m::export::REASON,
        Column::Order => m::export::ORDER,
        Column::Day => m::export::DAY,
        Column::Supplier => m::purchases::SUPPLIER,
        Column::Received => m::purchases::RECEIVED,
        Column::Left => m::export::LEFT,
        Column::Cost => m::export::COST,
        Column::BestBefore => m::materials::BEST_BEFORE,
        Column::Certificate => m::materials::CERTIFICATE_SHORT,
        Column::Note => m::export::NOTE,
        Column::Open => m::purchases::OPEN,
        Column::Dropped => m::purchases::DROPPED,
        Column::Phone => m::export::PHONE,
        Column::UsualDays => m::export::USUAL_DAYS,
        Column::Difference => m::export::DIFFERENCE,
        Column::Version => m::export::VERSION,
    }
}

/// The headings of a table in the language of the reader.
fn headings(cx: Cx, table: ExportTable) -> Vec<&'static str> {
    table.columns().iter().map(|column| cx.t(heading(*column))).collect()
}
