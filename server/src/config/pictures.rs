//! Where uploaded pictures are kept, from the environment.

use super::{ConfigError, PublicUrl, wrong};
use crate::adapters::media::{Bucket, PictureStore};
use std::path::PathBuf;

/// Reads `PICTURE_STORE` and what a bucket needs; without it pictures are kept in this folder.
pub(super) fn read(var: impl Fn(&str) -> Option<String>, folder: PathBuf) -> Result<PictureStore, ConfigError> {
    let text = |name: &str| var(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let Some(place) = text("PICTURE_STORE") else { return Ok(PictureStore::Folder(folder)) };
    let needed = |variable: &'static str| {
        text(variable).ok_or_else(|| wrong(variable, "is required where PICTURE_STORE names a bucket"))
    };
    let (name, prefix) = bucket(&place).ok_or_else(|| {
        wrong("PICTURE_STORE", format!("must look like s3://bucket or s3://bucket/some/where; it is {place:?}"))
    })?;
    let endpoint = text("S3_ENDPOINT");
    if let Some(wrong_one) = endpoint.as_ref().filter(|endpoint| PublicUrl::parse(endpoint).is_none()) {
        return Err(wrong(
            "S3_ENDPOINT",
            format!("must look like https://s3.example or http://127.0.0.1:9000, without a path; it is {wrong_one:?}"),
        ));
    }
    Ok(PictureStore::Bucket(Bucket {
        name,
        prefix,
        endpoint: endpoint.map(|endpoint| endpoint.trim_end_matches('/').to_owned()),
        region: text("S3_REGION").unwrap_or_else(|| "us-east-1".to_owned()),
        key_id: needed("S3_ACCESS_KEY_ID")?,
        secret: needed("S3_SECRET_ACCESS_KEY")?,
    }))
}

/// Name of the bucket, and what names in it begin with.
fn bucket(place: &str) -> Option<(String, String)> {
    let place = place.strip_prefix("s3://")?;
    let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
    let plain = |text: &str, more: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
    let prefix = prefix.trim_end_matches('/');
    let parts = prefix.is_empty() || prefix.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    let is_one = (3..=63).contains(&name.len()) && plain(name, "-.") && parts && plain(prefix, "-._/");
    is_one.then(|| (name.to_owned(), prefix.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(vars: &[(&str, &str)]) -> Result<PictureStore, ConfigError> {
        let var = |name: &str| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        read(var, "data/pictures".into())
    }

    #[test]
    fn pictures_are_kept_in_the_folder_unless_a_bucket_is_named() {
        assert_eq!(read_with(&[("S3_ENDPOINT", "nonsense")]), Ok(PictureStore::Folder("data/pictures".into())));
        let keys = [("S3_ACCESS_KEY_ID", "key"), ("S3_SECRET_ACCESS_KEY", "secret")];
        let with = |more: &[(&'static str, &'static str)]| read_with(&[&keys[..], more].concat());
        let Ok(PictureStore::Bucket(bucket)) =
            with(&[("PICTURE_STORE", "s3://craft/shop/pictures/"), ("S3_ENDPOINT", "http://127.0.0.1:9000/")])
        else {
            panic!("a bucket")
        };
        assert_eq!((bucket.name.as_str(), bucket.prefix.as_str()), ("craft", "shop/pictures"));
        assert_eq!(bucket.endpoint.as_deref(), Some("http://127.0.0.1:9000"));
        assert_eq!(bucket.region, "us-east-1");
        for (variable, vars) in [
            ("PICTURE_STORE", &[("PICTURE_STORE", "craft")][..]),
            ("PICTURE_STORE", &[("PICTURE_STORE", "s3://")]),
            ("PICTURE_STORE", &[("PICTURE_STORE", "s3://craft/../other")]),
            ("PICTURE_STORE", &[("PICTURE_STORE", "s3://craft//a")]),
            ("PICTURE_STORE", &[("PICTURE_STORE", "s3://key:secret@craft")]),
            ("S3_ENDPOINT", &[("PICTURE_STORE", "s3://craft"), ("S3_ENDPOINT", "s3.example")]),
            ("S3_ENDPOINT", &[("PICTURE_STORE", "s3://craft"), ("S3_ENDPOINT", "https://s3.example/path")]),
        ] {
            assert_eq!(with(vars).unwrap_err().variable, variable, "{vars:?}");
        }
        assert_eq!(read_with(&[("PICTURE_STORE", "s3://craft")]).unwrap_err().variable, "S3_ACCESS_KEY_ID");
    }
}
