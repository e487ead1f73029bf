package org.offprint.platform.settings;

import java.util.List;
import java.util.stream.Stream;

/** All settings of the service, and the settings of the framework that are described in docs/configuration.md. */
public final class Settings {

    public static final Setting ADMIN_KEY = Setting.key("offprint.admin-key");
    public static final Setting METRICS_KEY = Setting.key("offprint.metrics-key");
    public static final Setting SECRETS_KEY = Setting.sealingKey("offprint.secrets-key");
    public static final Setting SECRETS_KEY_PREVIOUS = Setting.sealingKey("offprint.secrets-key-previous");
    public static final Setting PUBLIC_URL = Setting.service("offprint.public-url");
    public static final Setting OAI_HOST = Setting.domain("offprint.oai.host");
    public static final Setting OAI_ADMIN_EMAIL = Setting.email("offprint.oai.admin-email");
    public static final Setting OAI_METADATA_LICENCE = Setting.licence("offprint.oai.metadata-licence");

    public static final Setting USAGE_PLATFORM = Setting.platform("offprint.usage.platform");
    public static final Setting USAGE_REGISTRY_RECORD = Setting.registryRecord("offprint.usage.registry-record");

    public static final Setting SEARCH_CLUSTER = Setting.services("offprint.search.opensearch.urls");

    public static final Setting TDM_POLICY = Setting.service("offprint.tdm-policy");

    /** Purposes of crawlers that {@code robots.txt} refuses. The file {@code tables/crawlers.tsv} lists the crawlers. */
    public static final Setting CRAWLERS_REFUSED =
            Setting.severalOf("offprint.crawlers.refuse", List.of("training", "answers", "visits"));

    public static final Setting MAX_CONNECTIONS = Setting.count("quarkus.datasource.jdbc.max-size", 1, 10_000);
    public static final Setting MIN_CONNECTIONS = Setting.count("quarkus.datasource.jdbc.min-size", 0, 10_000);

    /** All settings of the service itself, excluding the settings of the framework. */
    public static final List<Setting> OWN = List.of(
            Setting.text("offprint.data-dir"),
            ADMIN_KEY,
            METRICS_KEY,
            SECRETS_KEY,
            SECRETS_KEY_PREVIOUS,
            PUBLIC_URL,
            Setting.bool("offprint.log-json"),
            Setting.bool("offprint.access-log"),
            Setting.count("offprint.proxy-hops", 1, 20),
            Setting.bool("offprint.sample-data"),
            Setting.database("offprint.database.replica-url"),
            Setting.count("offprint.audit.kept-days", 0, 36_500),
            Setting.count("offprint.quotas.search", 0, 1_000_000),
            Setting.count("offprint.quotas.export", 0, 1_000_000),
            Setting.count("offprint.quotas.write", 0, 1_000_000),
            Setting.count("offprint.quotas.sign-in", 0, 1_000_000),
            Setting.count("offprint.quotas.known-clients-factor", 1, 1_000),
            Setting.duration("offprint.answers.patience"),
            Setting.duration("offprint.backup.patience"),
            Setting.count("offprint.export.stored-renderings", 0, Integer.MAX_VALUE),
            Setting.text("offprint.crossref.depositor-name"),
            Setting.email("offprint.crossref.depositor-email"),
            Setting.text("offprint.crossref.registrant"),
            Setting.doi("offprint.crossref.crossmark-policy"),
            Setting.service("offprint.crossref.works-url"),
            Setting.email("offprint.crossref.works-email"),
            Setting.duration("offprint.crossref.works-again"),
            OAI_HOST,
            OAI_ADMIN_EMAIL,
            Setting.text("offprint.oai.repository-name"),
            Setting.text("offprint.oai.metadata-policy"),
            Setting.text("offprint.oai.data-policy"),
            OAI_METADATA_LICENCE,
            Setting.count("offprint.oai.concurrent-requests", 1, 1_000),
            Setting.duration("offprint.search.longest"),
            Setting.duration("offprint.search.awaited"),
            Setting.oneOf("offprint.search.engine", List.of("lucene", "opensearch")),
            SEARCH_CLUSTER,
            Setting.text("offprint.search.opensearch.username"),
            Setting.text("offprint.search.opensearch.password"),
            Setting.lowerCaseName("offprint.search.opensearch.prefix"),
            Setting.count("offprint.search.opensearch.shards", 1, 100),
            Setting.count("offprint.exports.concurrent-streams", 0, 1_000),
            Setting.count("offprint.exports.concurrent-streams-per-client", 1, 1_000),
            Setting.duration("offprint.exports.patience"),
            Setting.duration("offprint.imports.patience"),
            Setting.count("offprint.changes.waiting-readers", 0, Integer.MAX_VALUE),
            Setting.bool("offprint.webhooks.near-receivers"),
            Setting.oneOf("offprint.files.store", List.of("disk", "s3")),
            Setting.count("offprint.files.largest", 1, Integer.MAX_VALUE),
            Setting.count("offprint.files.free-megabytes", 0, Integer.MAX_VALUE),
            Setting.count("offprint.files.check-megabytes-per-second", 0, 10_000),
            Setting.service("offprint.files.s3.endpoint"),
            Setting.text("offprint.files.s3.region"),
            Setting.text("offprint.files.s3.bucket"),
            Setting.text("offprint.files.s3.prefix"),
            Setting.text("offprint.files.s3.access-key"),
            Setting.text("offprint.files.s3.secret-key"),
            Setting.bool("offprint.files.s3.path-style"),
            Setting.bool("offprint.registration.enabled"),
            Setting.service("offprint.registration.public-url"),
            Setting.bool("offprint.registration.allow-any-host"),
            Setting.text("offprint.registration.user-agent"),
            Setting.duration("offprint.registration.connect-timeout"),
            Setting.duration("offprint.registration.request-timeout"),
            Setting.count("offprint.registration.max-response", 10_000, 100_000_000),
            Setting.count("offprint.registration.mass-change-threshold", 1, 1_000_000),
            Setting.service("offprint.sign-in.provider"),
            Setting.text("offprint.sign-in.client-id"),
            Setting.text("offprint.sign-in.client-secret"),
            Setting.oneOf("offprint.sign-in.client-authentication", List.of("basic", "post")),
            Setting.text("offprint.sign-in.scopes"),
            Setting.text("offprint.sign-in.roles-claim"),
            Setting.duration("offprint.sign-in.session"),
            Setting.service("offprint.orcid.url"),
            Setting.text("offprint.orcid.client-id"),
            Setting.text("offprint.orcid.client-secret"),
            Setting.bool("offprint.desk"),
            Setting.oneOf("offprint.desk.keys", List.of("auto", "on", "off")),
            Setting.service("offprint.feeds.hub"),
            Setting.text("offprint.print.typst"),
            Setting.text("offprint.print.fonts"),
            Setting.bool("offprint.site"),
            Setting.text("offprint.site.theme"),
            CRAWLERS_REFUSED,
            TDM_POLICY,
            Setting.bool("offprint.usage"),
            Setting.text("offprint.usage.robots"),
            USAGE_PLATFORM,
            USAGE_REGISTRY_RECORD);

    /**
     * Settings of the framework that the service validates before any file is created. The framework itself validates
     * its other settings.
     */
    private static final List<Setting> FRAMEWORK = List.of(
            Setting.count("quarkus.http.port", 0, 65_535),
            Setting.networks("quarkus.http.proxy.trusted-proxies"),
            MAX_CONNECTIONS,
            MIN_CONNECTIONS,
            Setting.duration("quarkus.datasource.jdbc.acquisition-timeout"),
            Setting.duration("quarkus.shutdown.delay"),
            Setting.duration("quarkus.shutdown.timeout"));

    private Settings() {}

    /** Returns all settings that the service validates. */
    public static List<Setting> all() {
        return Stream.concat(OWN.stream(), FRAMEWORK.stream()).toList();
    }
}
