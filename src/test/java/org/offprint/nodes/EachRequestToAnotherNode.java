package org.offprint.nodes;

import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeTestExecutionCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.offprint.ConfiguredService;
import org.offprint.journal.confirmations.FakeOrcid;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Runs tests on two nodes of the service if {@code -Dnodes=2} is set. The first node is the service of the test. The
 * second node is the packaged service, which uses the same database, settings and files but its own search index. The
 * requests of a test alternate between the nodes. With {@code -Dnodes=packaged}, all requests are sent to the packaged
 * service. This class is registered in {@code META-INF/services}.
 */
public final class EachRequestToAnotherNode
        implements QuarkusTestBeforeEachCallback, QuarkusTestBeforeTestExecutionCallback {

    private static final boolean IS_PACKAGED = "packaged".equals(System.getProperty("nodes"));
    private static final boolean ON = IS_PACKAGED || "2".equals(System.getProperty("nodes"));

    /**
     * Name of the system property that stores the process of the second node. A system property survives the change to
     * another test profile, which has new class loaders and must stop the previous second node.
     */
    private static final String PROCESS = "offprint.test.second-node";

    private static final String OF_MEMORY = "inspects the memory of the node that receives the request";
    private static final String BEFORE_THE_ANSWER =
            "reads during a write, which one node may show earlier than the other node";
    private static final String OF_KEYS = "depends on the API keys that one node has cached";
    private static final String OF_LOG = "inspects the log of the node that receives the request";
    private static final String OF_ADDRESS = "depends on the address of the node that receives the request";
    private static final String OF_DIRECTORY = "inspects the data directory of the node that receives the request";
    private static final String OF_INDEX = "depends on the index of one node";
    private static final String OF_SETTINGS = "removes a setting of a running node";
    private static final String OF_CONNECTION =
            "sends pipelined requests, which the load balancer of the tests does not separate";
    private static final String COUNTS = "counts the SQL statements of the node that receives the request";
    private static final String OF_TESTS = "uses operations or settings that only the service of the tests has";
    private static final String QUOTAS =
            "depends on quotas or other limits for clients, which each node counts separately";

    /**
     * Tests whose requests are sent only to the first node, with the reason. The key is the name of a class or method.
     */
    private static final Map<String, String> AT_ONE_NODE = Map.ofEntries(
            Map.entry("BookTest.the_number_of_sql_statements_does_not_depend_on_the_number_of_images", COUNTS),
            Map.entry("BulkResourceTest.concurrent_bulk_exports_are_limited_and_slow_clients_time_out", QUOTAS),
            Map.entry("CompressionTest", OF_TESTS),
            Map.entry("CountingDriverTest", COUNTS),
            Map.entry("CountingTest", OF_MEMORY),
            Map.entry("CrossrefRunTest.a_registration_run_stops_if_its_key_was_revoked", OF_KEYS),
            Map.entry("DeskArticleTest.the_number_of_sql_statements_of_a_page_does_not_depend_on_the_data", COUNTS),
            Map.entry(
                    "DeskRegistrationTest.the_number_of_sql_statements_does_not_depend_on_the_number_of_registrations",
                    COUNTS),
            Map.entry("EnvironmentKeyTest", OF_TESTS),
            Map.entry(
                    "ExportResourceTest.the_number_of_sql_statements_does_not_depend_on_the_number_of_exported_articles",
                    COUNTS),
            Map.entry("EventStreamLimitTest", QUOTAS),
            Map.entry("FilesTest.the_integrity_scan_reports_a_damaged_file_until_the_file_is_repaired", OF_MEMORY),
            Map.entry("ForwardedAddressTest", OF_LOG),
            Map.entry(
                    "HealthTest.the_service_stays_ready_and_writes_return_507_while_the_database_disk_is_full",
                    OF_MEMORY),
            Map.entry("HostileFilesTest.an_aborted_upload_leaves_no_files", OF_DIRECTORY),
            Map.entry("ListSourceTest.a_cached_list_equals_the_uncached_response", OF_MEMORY),
            Map.entry("ArticleSourceTest.a_cached_article_is_returned_without_a_database_query", COUNTS),
            Map.entry("ArticleSourceTest.an_uncached_article_is_read_with_one_sql_statement", COUNTS),
            Map.entry("HttpFiltersTest", OF_TESTS),
            Map.entry("ImportStatementsTest", COUNTS),
            Map.entry("KeyAuthenticationTest", OF_TESTS),
            Map.entry("LargeAnswersTest", OF_TESTS),
            Map.entry(
                    "AffiliationMergeTest.merging_many_affiliations_executes_as_many_sql_statements_as_merging_one",
                    COUNTS),
            Map.entry("MetricsTest", OF_MEMORY),
            Map.entry("OrcidConfirmationTest.only_editors_can_create_confirmation_links", OF_SETTINGS),
            Map.entry(
                    "OutsideWorksTest.the_number_of_sql_statements_is_independent_of_the_number_of_matched_references",
                    COUNTS),
            Map.entry("PageSourceTest", OF_MEMORY),
            Map.entry("PagesTest.rendering_a_page_executes_few_sql_statements_and_a_cached_page_executes_none", COUNTS),
            Map.entry("ProblemDocumentsTest", OF_TESTS),
            Map.entry("QuotaFilterTest", QUOTAS),
            Map.entry("ReadsBySessionTest", COUNTS),
            Map.entry(
                    "ArticleFreshnessTest.readers_receive_each_version_as_soon_as_its_publication_is_confirmed",
                    BEFORE_THE_ANSWER),
            Map.entry(
                    "ArticleFreshnessTest.the_article_cache_is_bypassed_while_the_change_log_follower_is_stalled",
                    OF_MEMORY),
            Map.entry(
                    "RegistrationTest.differences_from_the_registered_data_are_listed_with_old_and_new_values", COUNTS),
            Map.entry("RoundTripTest.the_cached_article_for_followers_equals_the_document_for_readers", OF_MEMORY),
            Map.entry("SearchIndexResourceTest.the_search_index_skips_a_stored_record_that_is_unreadable", OF_INDEX),
            Map.entry(
                    "SearchIndexResourceTest.searches_return_the_same_results_during_and_after_an_index_rebuild",
                    OF_INDEX),
            Map.entry("SearchQueueTest", OF_TESTS),
            Map.entry("StatementCountTest", COUNTS),
            Map.entry("StrictParametersTest", OF_TESTS),
            Map.entry(
                    "TableOfContentsTest.the_number_of_sql_statements_for_issue_contents_is_independent_of_the_article_count",
                    COUNTS),
            Map.entry("UploadMannersTest.responses_to_pipelined_requests_are_returned_in_order", OF_CONNECTION),
            Map.entry("WaitingReadersTest.a_client_can_open_only_a_limited_number_of_event_streams", QUOTAS),
            Map.entry(
                    "WaitingReadersTest.a_waiting_change_feed_request_returns_when_a_matching_change_occurs",
                    OF_MEMORY),
            Map.entry(
                    "WaitingReadersTest.many_clients_can_wait_for_changes_while_the_service_processes_other_requests",
                    OF_MEMORY),
            Map.entry(
                    "WebhookResourceTest.creating_a_webhook_without_a_public_url_returns_a_warning_with_the_base_of_links",
                    OF_ADDRESS),
            Map.entry(
                    "WithdrawnRightsTest.an_import_that_is_queued_after_its_key_was_revoked_imports_nothing", OF_KEYS));

    /** File with the number of requests to each node. Each load balancer appends one line. */
    private static final Path REQUESTS = Path.of("target/requests-of-two-nodes");

    private static RoundRobin balancer;
    /**
     * Error that occurred when the second node was started, or null if it has started. The start is attempted only
     * once.
     */
    private static Error failure;

    /**
     * Returns the tests whose requests are sent only to the first node, as simple class names, or class and method
     * names.
     */
    public static Set<String> atOneNode() {
        return AT_ONE_NODE.keySet();
    }

    /** Returns the number of running nodes. */
    public static int nodes() {
        return ON ? 2 : 1;
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (ON) {
            Class<?> test = context.getTestInstance().getClass();
            if (!isAtOneNode(test, context.getTestMethod().getName())) {
                // The framework reads the port after this method returns.
                PortOfRequests.set(balancer(test).port());
            }
        }
    }

    /** Clears the port, because otherwise the next service would try to listen on it. */
    @Override
    public void beforeTestExecution(QuarkusTestMethodContext context) {
        PortOfRequests.clear();
    }

    /**
     * Returns whether a test uses only one node. Tests with other profiles use one node, because they test the startup
     * of a service.
     */
    private static boolean isAtOneNode(Class<?> test, String method) {
        TestProfile profile = test.getAnnotation(TestProfile.class);
        return AT_ONE_NODE.containsKey(test.getSimpleName())
                || AT_ONE_NODE.containsKey(test.getSimpleName() + "." + method)
                || profile != null && profile.value() != ConfiguredService.class;
    }

    private static synchronized RoundRobin balancer(Class<?> test) {
        if (failure != null) {
            throw failure;
        }
        if (balancer == null) {
            int own = ConfigProvider.getConfig().getValue(PortOfRequests.NAME, Integer.class);
            TestProfile profile = test.getAnnotation(TestProfile.class);
            Map<String, String> settings = profile == null ? Map.of() : new ConfiguredService().getConfigOverrides();
            ServiceProcess second;
            try {
                second = start(settings);
            } catch (Error e) {
                failure = e;
                throw e;
            }
            RoundRobin started = IS_PACKAGED ? new RoundRobin(second.port()) : new RoundRobin(own, second.port());
            if (!IS_PACKAGED) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> logCounts(started)));
            }
            balancer = started;
        }
        return balancer;
    }

    /** Appends the number of requests to each node to a file, because the output of finished tests is not captured. */
    private static void logCounts(RoundRobin ended) {
        try {
            Files.writeString(
                    REQUESTS,
                    ended.count(0) + " " + ended.count(1) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceProcess start(Map<String, String> settings) {
        endTheOneBefore();
        System.setProperty(
                "offprint.jar", Path.of("target/quarkus-app/quarkus-run.jar").toString());
        Map<String, String> environment = new HashMap<>(TestDatabase.environment());
        Stream.of(settingsOfTests(), settings, FakeOrcid.SETTINGS)
                .forEach(some -> some.forEach((property, value) ->
                        environment.put(property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value)));
        environment.put("QUARKUS_PROFILE", "test");
        environment.put(ServiceProcess.HEAP, "512m");
        Path data = TestDatabase.temporaryDirectory();
        shareFiles(data);
        ServiceProcess second = ServiceProcess.start(data, environment).awaitReady();
        System.setProperty(PROCESS, Long.toString(second.pid()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            second.kill9();
            TestDatabase.deleteTree(data);
        }));
        Client reader = Client.at(second.url()).anonymous();
        Workers.await(
                Duration.ofSeconds(60),
                "the second node is ready",
                () -> reader.get("/q/health/ready").status() == 200);
        // The first node detects within a second that the second node has stopped.
        Workers.pause(1_500);
        return second;
    }

    /** Returns the service's settings for tests, which the packaged service does not contain. */
    private static Map<String, String> settingsOfTests() {
        Properties all = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/test/resources/application.properties"))) {
            all.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith("offprint.")) {
                settings.put(name, all.getProperty(name));
            }
        }
        return settings;
    }

    /** Creates a link to the directory of the first node's files, because the nodes share one file store. */
    private static void shareFiles(Path data) {
        Path files = Path.of(ConfigProvider.getConfig().getValue("offprint.data-dir", String.class), "files");
        try {
            Files.createDirectories(files);
            Files.createSymbolicLink(data.resolve("files"), files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endTheOneBefore() {
        String process = System.getProperty(PROCESS);
        if (process != null) {
            ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroy);
        }
    }
}
