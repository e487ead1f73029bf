package org.offprint.platform.database.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Starts services in separate processes for tests, and creates records in them. */
public final class Records {

    private Records() {}

    /** Starts a service on this data directory and waits until it is ready. */
    public static ServiceProcess service(Path data) {
        return service(data, Map.of());
    }

    /** Starts a service on this data directory with additional environment variables, and waits until it is ready. */
    public static ServiceProcess service(Path data, Map<String, String> environment) {
        ServiceProcess service = answering(data, environment);
        Client reader = Client.at(service.url()).anonymous();
        try {
            // The service may accept requests before its search index is open, because only searches need the index.
            Workers.await(
                    Duration.ofSeconds(60),
                    "the service is ready",
                    () -> reader.get("/q/health/ready").status() == 200);
            return service;
        } catch (AssertionError e) {
            service.close();
            throw e;
        }
    }

    /**
     * Starts a service and waits until it responds to requests, even if it is not ready. A new data directory starts as
     * a copy of the prepared database, unless the sample data or an external database is configured.
     */
    public static ServiceProcess answering(Path data, Map<String, String> environment) {
        boolean isFirst = data != null
                && !Files.exists(data.resolve("data"))
                && !environment.containsKey("OFFPRINT_SAMPLE_DATA")
                && !environment.containsKey("QUARKUS_DATASOURCE_JDBC_URL");
        if (isFirst) {
            ReadyStore.copyTo(data);
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("OFFPRINT_ADMIN_KEY", Client.ADMIN_KEY);
        ServiceProcess service = ServiceProcess.start(data, all);
        try {
            return service.awaitReady();
        } catch (AssertionError e) {
            service.close();
            throw e;
        }
    }

    /** Returns environment variables that make another service share the database of this service. */
    public static Map<String, String> databaseOf(ServiceProcess service) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", service.login().url("offprint"),
                "QUARKUS_DATASOURCE_USERNAME", ServerLogin.USER,
                "QUARKUS_DATASOURCE_PASSWORD", service.login().password());
    }

    public static String journal(Client editor) {
        return id(editor.post(
                "/v1/journals",
                Fixtures.object().put("title", Fixtures.unique("Journal")).put("language", "en")));
    }

    public static String affiliation(Client editor) {
        return id(editor.post("/v1/affiliations", Fixtures.object().put("name", Fixtures.unique("Institute"))));
    }

    /** Returns a draft article whose author has these affiliations. */
    public static ObjectNode article(String journal, String... affiliations) {
        ObjectNode article = Fixtures.object()
                .put("journal", journal)
                .put("title", Fixtures.unique("Article"))
                .put("language", "en")
                .put("type", "research-article");
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author").put("family", "Lovelace");
        Arrays.stream(affiliations).forEach(author.putArray("affiliations")::add);
        return article;
    }

    public static String id(Client.Reply reply) {
        return reply.expect(201).body().get("id").textValue();
    }

    /** Creates and publishes an article, and returns its path. */
    public static String published(Client editor, String journal, String... affiliations) {
        String path = "/v1/articles/" + id(editor.post("/v1/articles", article(journal, affiliations)));
        editor.put(path + "/publication", null).expect(200);
        return path;
    }

    public static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Returns the number in the first row and column of the query result. */
    public static long number(Connection connection, String query) {
        try {
            return Long.parseLong(ServerLogin.value(connection, query));
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }
}
