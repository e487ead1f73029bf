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

/** A service in a process of its own for tests of records, and records in it. */
public final class Records {

    private Records() {}

    /** The service on this directory, ready. */
    public static ServiceProcess service(Path data) {
        return service(data, Map.of());
    }

    /** The same with more variables in its environment. */
    public static ServiceProcess service(Path data, Map<String, String> environment) {
        ServiceProcess service = answering(data, environment);
        Client reader = Client.at(service.url()).anonymous();
        try {
            // On a busy machine it answers before it has an index to search, which no write waits for.
            Workers.await(
                    Duration.ofSeconds(60),
                    "it is ready",
                    () -> reader.get("/q/health/ready").status() == 200);
            return service;
        } catch (AssertionError e) {
            service.close();
            throw e;
        }
    }

    /** One that answers, ready or not; without its first start where the test is not about that. */
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

    /** The environment of another service on the database of this one. */
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

    /** A draft whose author belongs to these affiliations. */
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

    /** The path of a published article. */
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

    /** The first number that this query gives. */
    public static long number(Connection connection, String query) {
        try {
            return Long.parseLong(ServerLogin.value(connection, query));
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }
}
