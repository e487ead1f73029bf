package org.offprint.search.engine;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerWaits;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.settings.Setting;
import org.offprint.platform.settings.Settings;
import org.offprint.search.SearchIndex;
import org.offprint.search.embedded.LuceneSearch;
import org.offprint.search.feed.IndexSources;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.feed.TextFeed;
import org.offprint.search.opensearch.OpenSearchIndex;

/** Creates the search index selected in the settings: Lucene in this process, or an OpenSearch cluster. */
@Startup
@ApplicationScoped
class SearchEngine {

    private final SearchIndex index;

    SearchEngine(
            EngineSettings settings,
            @Any Instance<RecordFeed> records,
            TextFeed texts,
            ChangeLog log,
            Sql sql,
            AgroalDataSource database,
            FollowerWaits waits) {
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        IndexSources sources = new IndexSources(RecordFeeds.of(records), texts, log, store, waits);
        index = settings.engine.equals("opensearch")
                ? new OpenSearchIndex(settings.cluster(), settings.longest, settings.longestWait, sources, database)
                : new LuceneSearch(settings.data, settings.longest, settings.longestWait, sources);
    }

    /** Settings of the search engine, including the OpenSearch cluster. */
    @Dependent
    static class EngineSettings {

        @ConfigProperty(name = "offprint.data-dir")
        Path data;

        @ConfigProperty(name = "offprint.search.engine", defaultValue = "lucene")
        String engine;

        @ConfigProperty(name = "offprint.search.opensearch.urls")
        Optional<String> urls;

        @ConfigProperty(name = "offprint.search.opensearch.username")
        Optional<String> user;

        @ConfigProperty(name = "offprint.search.opensearch.password")
        Optional<String> password;

        @ConfigProperty(name = "offprint.search.opensearch.prefix", defaultValue = "offprint")
        String prefix;

        @ConfigProperty(name = "offprint.search.opensearch.shards", defaultValue = "1")
        int shards;

        @ConfigProperty(name = "offprint.search.longest", defaultValue = "2S")
        Duration longest;

        @ConfigProperty(name = "offprint.search.awaited", defaultValue = "2S")
        Duration longestWait;

        OpenSearchIndex.Settings cluster() {
            return new OpenSearchIndex.Settings(nodes(urls), user.orElse(null), password.orElse(""), prefix, shards);
        }
    }

    private static List<URI> nodes(Optional<String> urls) {
        String addresses = urls.orElseThrow(() -> new ConfigurationException(Settings.SEARCH_CLUSTER.name()
                + " is required for searches on OpenSearch. Set it to the URLs of the cluster nodes,"
                + " separated by commas."));
        return Setting.addresses(Settings.SEARCH_CLUSTER.checked(addresses)).stream()
                .map(URI::create)
                .toList();
    }

    /** Returns the search index of this node. */
    @Produces
    @ApplicationScoped
    SearchIndex index() {
        return index;
    }

    /** Closes the search index before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        index.close();
    }
}
