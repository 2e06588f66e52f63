//! The closed set of values that a query can be given.

/// A value for a placeholder. NULL keeps its type, which PostgreSQL insists on.
#[derive(Clone, Debug)]
pub enum Value {
    /// BIGINT
    Integer(Option<i64>),
    /// TEXT
    Text(Option<String>),
    /// BYTEA, BLOB
    Bytes(Option<Vec<u8>>),
    /// BOOLEAN
    Bool(Option<bool>),
    /// DOUBLE PRECISION
    Float(Option<f64>),
}

macro_rules! values {
    ($($from:ty => $variant:ident, $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(Some(($convert)(value)))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    )*};
}

values! {
    i64 => Integer, |value| value;
    i32 => Integer, i64::from;
    u32 => Integer, i64::from;
    String => Text, |value| value;
    &str => Text, str::to_owned;
    Vec<u8> => Bytes, |value| value;
    bool => Bool, |value| value;
    f64 => Float, |value| value;
    crate::platform::clock::Timestamp => Integer, |value: crate::platform::clock::Timestamp| value.0;
}
