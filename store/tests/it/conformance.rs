//! Every query function, on both engines.

use std::collections::BTreeSet;
use store::testing::on_each;

#[tokio::test]
async fn every_query_is_executed_on_both_engines() {
    on_each(async |store| {
        crate::catalog::story(store).await;
        crate::exchange::story(store).await;
        crate::facets::story(store).await;
        crate::search::story(store).await;
        crate::people::story(store).await;
        crate::session::story(store).await;
        crate::form_draft::story(store).await;
        crate::cart::story(store).await;
        crate::materials::story(store).await;
        crate::order::story(store).await;
        crate::visits::story(store).await;
        crate::workshop::story(store).await;
        crate::product_draft::story(store).await;
        crate::pictures::story(store).await;
        crate::lots::story(store).await;
        crate::stocktake::story(store).await;
        crate::efficiency::story(store).await;
        crate::batches::story(store).await;
        crate::places::story(store).await;
        crate::purchases::story(store).await;
        crate::making::story(store).await;
        let names = store::query_names();
        let all: BTreeSet<_> = names.iter().copied().collect();
        assert_eq!(names.len(), all.len(), "two queries have the same name");
        let missing: Vec<_> = all.difference(&store.executed()).copied().collect();
        assert!(missing.is_empty(), "no story executes {missing:?} on {:?}", store.engine());
    })
    .await;
}
