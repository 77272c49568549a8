//! Every table of the studio as rows of typed cells: whoever writes a file needs to know no table.

mod orders;
mod stock;

use super::scope;
use crate::{Actor, Error, Services};
use domain::materials::{CountReason, MovementKind};
use domain::order::ShopOrderState;
use domain::purchases::PurchaseState;
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::catalog::ProductState;
use store::{CoordinatorScope, Reader};

/// Most rows of one file; the newest ones where there are more.
pub const MOST_ROWS: usize = 20_000;

/// A table that can be had as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportTable {
    /// Orders, a row each.
    Orders,
    /// Materials with their levels.
    Materials,
    /// The ledger.
    Movements,
    /// Lots.
    Lots,
    /// What is expected, typed or ordered.
    Expected,
    /// Purchase orders, a row for each line.
    Purchases,
    /// Suppliers, a row for each material that they sell.
    Suppliers,
    /// Counts of the whole shelf, a row for each material.
    Stocktakes,
    /// Products that were published.
    Products,
}

impl ExportTable {
    /// All tables, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Orders,
        Self::Products,
        Self::Materials,
        Self::Movements,
        Self::Lots,
        Self::Stocktakes,
        Self::Purchases,
        Self::Expected,
        Self::Suppliers,
    ];

    /// The name used in addresses and of files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Materials => "materials",
            Self::Movements => "movements",
            Self::Lots => "lots",
            Self::Expected => "expected",
            Self::Purchases => "purchases",
            Self::Suppliers => "suppliers",
            Self::Stocktakes => "stocktakes",
            Self::Products => "products",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.code() == code)
    }

    /// Its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        use Column::{
            Allocated, Amount, Available, BestBefore, Certificate, City, Cost, Day, Difference, Dropped, Kind, Left,
            Material, Name, Note, Number, OnHand, Open, Order, Origin, Phone, Pieces, Price, Product, Ready, Reason,
            Received, Slug, State, Supplier, Threshold, Unit, UsualDays, Version, When,
        };
        match self {
            Self::Orders => &[Number, State, When, Ready, Product, Pieces, Name, City, Price],
            Self::Materials => &[Material, Slug, Origin, OnHand, Allocated, Available, Threshold, Unit],
            Self::Movements => &[Material, When, Kind, Amount, Unit, Reason, Order],
            Self::Lots => &[Material, Day, Supplier, Received, Left, Unit, Cost, BestBefore, Certificate],
            Self::Expected => &[Material, Day, Amount, Unit, Order, Note],
            Self::Purchases => {
                &[Number, State, Supplier, When, Material, Amount, Received, Open, Dropped, Unit, Day, Price]
            }
            Self::Suppliers => &[Supplier, Phone, UsualDays, Material, Price, Amount, Unit, Note],
            Self::Stocktakes => &[When, Material, Amount, Difference, Unit, Reason],
            Self::Products => &[Product, Slug, State, Version, Price],
        }
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words stand in the locales")]
pub enum Column {
    Number,
    State,
    When,
    Ready,
    Product,
    Pieces,
    Name,
    City,
    Price,
    Material,
    Slug,
    Origin,
    OnHand,
    Allocated,
    Available,
    Threshold,
    Unit,
    Kind,
    Amount,
    Reason,
    Order,
    Day,
    Supplier,
    Received,
    Left,
    Cost,
    BestBefore,
    Certificate,
    Note,
    Open,
    Dropped,
    Phone,
    UsualDays,
    Difference,
    Version,
}

/// A word for a state, in the language of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// State of an order.
    Order(ShopOrderState),
    /// State of a product.
    Product(ProductState),
    /// Kind of a movement.
    Movement(MovementKind),
    /// State of a purchase order.
    Purchase(PurchaseState),
    /// Why a count differed.
    Count(CountReason),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// As somebody typed it.
    Text(String),
    /// In several languages.
    Said(Localised),
    /// A whole number.
    Whole(i64),
    /// An amount in base units, to be written in the large unit of this dimension.
    Amount(i64, Unit),
    /// The name of that large unit.
    Unit(Unit),
    /// Centimes of a dirham, to be written in dirhams.
    Money(i64),
    /// A day.
    Day(Day),
    /// An instant.
    At(Timestamp),
    /// A state.
    Word(Word),
}

/// The rows of a table.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn export(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    table: ExportTable,
) -> Result<Vec<Vec<Cell>>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let mut rows = rows(&mut reader, &scope, table).await?;
    rows.truncate(MOST_ROWS);
    Ok(rows)
}

async fn rows(reader: &mut Reader, scope: &CoordinatorScope, table: ExportTable) -> Result<Vec<Vec<Cell>>, Error> {
    match table {
        ExportTable::Orders => orders::orders(reader, scope).await,
        ExportTable::Products => orders::products(reader, scope).await,
        ExportTable::Materials => stock::materials(reader, scope).await,
        ExportTable::Movements => stock::movements(reader, scope).await,
        ExportTable::Lots => stock::lots(reader, scope).await,
        ExportTable::Expected => stock::expected(reader, scope).await,
        ExportTable::Stocktakes => stock::stocktakes(reader, scope).await,
        ExportTable::Purchases => orders::purchases(reader, scope).await,
        ExportTable::Suppliers => orders::suppliers(reader, scope).await,
    }
}

/// How many rows of a table are asked for.
fn limit() -> i64 {
    i64::try_from(MOST_ROWS).unwrap_or(i64::MAX)
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn known<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Empty, cell)
}
