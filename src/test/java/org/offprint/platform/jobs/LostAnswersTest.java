package org.offprint.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.embedded.TestPostgresServer;
import org.offprint.platform.database.sql.DirectSql;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;
import org.offprint.platform.security.RightsFixtures;
import org.offprint.web.api.Workers;

/**
 * Tests job statements whose responses are lost on the network. The worker must find out whether the statement was
 * executed, and must finish every job.
 */
class LostAnswersTest {

    private static final Path DATA = TestDatabase.temporaryDirectory();
    private static final int STEPS = 1;

    private static TestPostgresServer server;
    private static LossyConnection connection;
    private static AgroalDataSource dataSource;
    private static AgroalDataSource reliable;
    private static Sql sql;
    private static Jobs jobs;

    @BeforeAll
    static void start() throws SQLException {
        server = TestPostgresServer.start(DATA);
        Map<String, String> login = server.environment();
        String url = login.get("QUARKUS_DATASOURCE_JDBC_URL");
        String user = login.get("QUARKUS_DATASOURCE_USERNAME");
        String password = login.get("QUARKUS_DATASOURCE_PASSWORD");
        Flyway.configure().dataSource(url, user, password).load().migrate();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        connection = new LossyConnection(port);
        String lossy = url.replace(":" + port + "/", ":" + connection.port() + "/");
        // With this setting, each request to the database contains the SQL of its statement.
        dataSource = pool(lossy + (lossy.contains("?") ? "&" : "?") + "prepareThreshold=0", user, password);
        reliable = pool(url, user, password);
        sql = DirectSql.of(reliable);
        jobs = new Jobs(DirectSql.of(dataSource), RightsFixtures.rights(sql));
    }

    private static AgroalDataSource pool(String url, String user, String password) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        // The connection pool is configured like the data source of the service.
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
    }

    @AfterAll
    static void stop() {
        dataSource.close();
        reliable.close();
        connection.close();
        server.close();
        TestDatabase.deleteTree(DATA);
    }

    private static UUID submit() {
        UUID id = Ids.next();
        jobs.submit(id, "test", "{}", null, new Editor(Ids.next(), "Eve"));
        return id;
    }

    private static String status(UUID job) {
        return sql.first("select status from job where id = ?", row -> row.getString(1), job)
                .orElse("none");
    }

    @Test
    void a_job_exists_exactly_once_if_the_response_to_its_submission_is_lost() {
        for (boolean done : new boolean[] {true, false}) {
            connection.breakAt("insert into job", 1, done);
            UUID job = submit();
            assertTrue(connection.isBroken());
            assertEquals("queued", status(job));
            jobs.cancel(job);
        }
    }

    @Test
    void a_job_claim_whose_response_is_lost_is_resumed_only_by_the_same_worker() {
        UUID job = submit();
        UUID worker = Ids.next();
        connection.breakAt("update job set status", 1, true);
        List<Exception> failures = new ArrayList<>();
        try {
            jobs.claim(worker, List.of("test"), null);
        } catch (RuntimeException e) {
            failures.add(e);
        }
        assertEquals(1, failures.size());
        assertEquals("running", status(job));
        assertTrue(jobs.claim(Ids.next(), List.of("test"), null).isEmpty());
        JobClaim claim = jobs.claim(worker, List.of("test"), null).orElseThrow();
        assertEquals(new JobClaim(job, "test", worker), claim);
        jobs.end(claim, JobStatus.DONE, null);
    }

    @Test
    void a_worker_renews_only_the_claim_of_the_job_it_is_processing() {
        UUID lost = submit();
        UUID other = submit();
        UUID worker = Ids.next();
        JobClaim first = jobs.claim(worker, List.of("test"), null).orElseThrow();
        assertEquals(lost, first.job());
        sql.update(
                "update job set claimed_by = ?, status = 'running', claimed_until = clock_timestamp() where id = ?",
                worker,
                other);
        sql.update("update job set claimed_until = clock_timestamp() where id = ?", lost);
        jobs.renew(first);
        assertEquals(
                List.of(lost),
                sql.list(
                        "select id from job where claimed_by = ? and claimed_until > clock_timestamp()",
                        row -> Sql.uuid(row, "id"),
                        worker));
        jobs.cancel(lost);
        jobs.cancel(other);
    }

    /** Loses each statement of a job, or only the response to it, in turn. The job must complete each time. */
    @Test
    void a_job_completes_after_the_loss_of_any_statement_or_response() {
        Node node = new Node(DATA);
        try (JobWorker worker = new JobWorker("lossy", jobs, node, List.of(new Steps()))) {
            int broken = 0;
            for (boolean done : new boolean[] {true, false}) {
                boolean within = true;
                for (int statement = 1; within; statement++) {
                    connection.breakAt("job ", statement, done);
                    UUID job = submit();
                    Workers.await(Duration.ofSeconds(20), "the job ends", () -> status(job)
                            .equals("done"));
                    within = connection.isBroken();
                    broken += within ? 1 : 0;
                    connection.breakAt("job ", Integer.MAX_VALUE, done);
                    assertEquals(
                            STEPS,
                            sql.first("select processed from job where id = ?", row -> row.getLong(1), job)
                                    .orElseThrow());
                }
            }
            assertTrue(broken >= 2 * (STEPS + 3), "Only " + broken + " statements were lost");
        }
        assertFalse(sql.first("select id from job where claimed_by is not null", row -> Sql.uuid(row, "id"))
                .isPresent());
    }

    /** Job that runs in steps, like an import. The stored position determines the next step. */
    private static final class Steps implements JobWork {

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public boolean step(JobClaim claim) {
            Job job = jobs.find(kind(), claim.job()).orElseThrow();
            if (job.status() != JobStatus.RUNNING) {
                return false;
            }
            long place = job.place() == null ? 0 : Long.parseLong(job.place());
            if (place == STEPS) {
                jobs.end(claim, JobStatus.DONE, null);
                return false;
            }
            jobs.advance(claim, Long.toString(place + 1), new OutcomeCounts(1, 0, 0, 0), (place + 1.0) / STEPS);
            return true;
        }

        @Override
        public void release(UUID job) {}
    }
}
