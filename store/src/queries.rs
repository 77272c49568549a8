//! The list that turns query functions into methods of [`crate::Reader`] and [`crate::Writer`].

/// Dispatches to the engine that is open and notes the name of each executed query.
///
/// `queries! { catalog: read fn shop(slug: &str) -> Option<Shop>; write fn put_shop(shop: &Shop) -> (); }`
/// calls `sql::catalog::shop(connection, slug)`. `read` gives a method to both Reader and Writer, `write` to Writer only;
/// `tell` to Writer too, for this crate alone: a method by hand stands around it, which also notes what is told. `quiet` is a
/// `write` of what no public page shows, such as carts and sessions: after any other one, without a shop that is held, kept
/// pages are made anew.
macro_rules! queries {
    ($module:ident: $($(#[$doc:meta])* $access:ident fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $out:ty;)*) => {
        /// Names of the query functions of this aggregate.
        pub(crate) const QUERIES: &[&str] = &[$(stringify!($name)),*];
        $($crate::queries::method!($access $module [$(#[$doc])*] $name($($arg: $ty),*) -> $out);)*
    };
}

macro_rules! method {
    (read $module:ident [$(#[$doc:meta])*] $name:ident($($arg:ident: $ty:ty),*) -> $out:ty) => {
        impl $crate::Reader {
            $(#[$doc])*
            pub async fn $name(&mut self $(, $arg: $ty)*) -> Result<$out, $crate::Error> {
                self.note(stringify!($name));
                match &mut self.connection {
                    $crate::access::Read::Sqlite(c) => $crate::engine::sqlite::sql::$module::$name(c $(, $arg)*).await,
                    $crate::access::Read::Postgres(c) => $crate::engine::postgres::sql::$module::$name(c $(, $arg)*).await,
                }
                .map_err($crate::Error::from)
            }
        }
        $crate::queries::method!(quiet $module [$(#[$doc])*] $name($($arg: $ty),*) -> $out);
    };
    (write $module:ident [$(#[$doc:meta])*] $name:ident($($arg:ident: $ty:ty),*) -> $out:ty) => {
        $crate::queries::method!(@(pub) $module [$(#[$doc])*] $name($($arg: $ty),*) -> $out; changes_pages);
    };
    (quiet $module:ident [$(#[$doc:meta])*] $name:ident($($arg:ident: $ty:ty),*) -> $out:ty) => {
        $crate::queries::method!(@(pub) $module [$(#[$doc])*] $name($($arg: $ty),*) -> $out);
    };
    (tell $module:ident [$(#[$doc:meta])*] $name:ident($($arg:ident: $ty:ty),*) -> $out:ty) => {
        $crate::queries::method!(@(pub(crate)) $module [$(#[$doc])*] $name($($arg: $ty),*) -> $out);
    };
    (@($vis:vis) $module:ident [$(#[$doc:meta])*] $name:ident($($arg:ident: $ty:ty),*) -> $out:ty $(; $also:ident)?) => {
        impl $crate::Writer {
            $(#[$doc])*
            $vis async fn $name(&mut self $(, $arg: $ty)*) -> Result<$out, $crate::Error> {
                self.note(stringify!($name));
                $(self.$also();)?
                let result = match &mut self.transaction {
                    $crate::access::Write::Sqlite(c) => $crate::engine::sqlite::sql::$module::$name(c $(, $arg)*).await,
                    $crate::access::Write::Postgres(c) => $crate::engine::postgres::sql::$module::$name(c $(, $arg)*).await,
                };
                result.map_err(|error| self.failed(error))
            }
        }
    };
}

pub(crate) use {method, queries};
