package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.api.registration.FakeCrossref;
import org.offprint.web.api.registration.FakeCrossref.Fault;

/**
 * Randomly kills and stops two nodes that share a database, while articles change, Crossref fails, and the database
 * cuts connections. In the end, Crossref must have the published state, and no registration may be waiting. No record
 * may be sent twice concurrently, and no timestamp may decrease.
 *
 * <p>{@code -Dregistration.seed} repeats the random choices of a run, but not its timing. {@code -Dregistration.steps}
 * sets the number of steps.
 */
class TwoNodesRegistrationKillIT {

    private static final int STEPS = Integer.getInteger("registration.steps", Nightly.or(60, 500));
    private static final long SEED = Long.getLong("registration.seed", System.nanoTime());
    private static final int KILLS_IN_100 = 6;

    /** Maximum duration of the steps, because slow machines need longer for each step. */
    private static final Duration LONGEST = Duration.ofSeconds(Nightly.or(90, 360));

    /** PostgreSQL application name of the connections that this test opens. */
    private static final String TESTS = "tests";

    /** SQL statement that cuts all connections except those of this test. */
    private static final String CUT = "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where backend_type = 'client backend' and datname = 'offprint' and application_name <> '" + TESTS + "'";

    /** SQL condition that matches connections on which the service waits to store a response. */
    private static final String STORING =
            " from pg_stat_activity where wait_event_type = 'Lock' and query like '%registration_attempt%'";

    /** Maximum number of recent steps in a failure message. */
    private static final int MAX_STEPS = 40;

    private static final int MAX_DOIS = 3;
    private static final int MAX_LINES = 40;

    /** Log messages that must never appear, even after kills and lost connections. */
    private static final List<String> FAULTS =
            List.of(" cannot change from state ", "cannot be rendered", "cannot be prepared");

    private final Random random = new Random(SEED);
    private final Path data = TestDatabase.temporaryDirectory();
    private final ServiceProcess[] nodes = new ServiceProcess[2];
    private final boolean[] answers = new boolean[2];
    private final List<String> paths = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> noticed = new HashSet<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Instant began = Instant.now();
    private int step;

    /** Number of the step at which the port of Crossref is opened again. */
    private int opened;

    /** Number of the step at which Crossref no longer responds with status 500. */
    private int risen;

    private final Instant[] startedAt = new Instant[2];

    /** Last time at which the database cut connections. */
    private Instant lost = Instant.EPOCH;

    private FakeCrossref crossref;
    private RegisteredArticles articles;

    /** Service that provides the database, sends no registrations and is never killed. */
    private ServiceProcess store;

    private Connection connection;

    /** Connection whose locks block the service. */
    private Connection holder;

    @BeforeEach
    void begin() throws IOException, SQLException {
        crossref = new FakeCrossref();
        Map<String, String> environment = new HashMap<>(RegisteredArticles.ENVIRONMENT);
        environment.put("OFFPRINT_REGISTRATION_ENABLED", "false");
        store = Records.service(data.resolve("store"), environment);
        connection = store.login().connect("offprint");
        holder = store.login().connect("offprint");
        for (Connection own : List.of(connection, holder)) {
            Records.execute(own, List.of("set application_name = '" + TESTS + "'"));
        }
        holder.setAutoCommit(false);
        articles = new RegisteredArticles(Client.at(store.url()), crossref);
        start(0);
        start(1);
        awaitUp(0);
    }

    @AfterEach
    void end() throws SQLException {
        holder.close();
        connection.close();
        for (ServiceProcess node : nodes) {
            node.close();
        }
        store.close();
        crossref.close();
        TestDatabase.deleteTree(data);
    }

    /** Starts a node without waiting for its first response. In the meantime, the other node does all the work. */
    private void start(int node) {
        Map<String, String> environment = new HashMap<>(RegisteredArticles.ENVIRONMENT);
        environment.putAll(Records.databaseOf(store));
        environment.put("OFFPRINT_ADMIN_KEY", Client.ADMIN_KEY);
        startedAt[node] = Instant.now();
        nodes[node] = ServiceProcess.start(data.resolve("node-" + node), environment);
        answers[node] = false;
    }

    /** Returns whether a node responds. */
    private boolean isUp(int node) {
        if (!answers[node]) {
            try {
                answers[node] = Client.at(nodes[node].url()).get("/openapi").status() > 0;
            } catch (UncheckedIOException notYet) {
                if (!nodes[node].isAlive() && lost.isAfter(startedAt[node])) {
                    // A node ends if the database cuts its connections while it starts. A process manager restarts it.
                    note("restart of node " + node + ", whose start failed because connections were cut");
                    nodes[node].close();
                    start(node);
                } else if (!nodes[node].isAlive()) {
                    throw new AssertionError("A node ended by itself:\n" + nodes[node].output());
                }
            }
        }
        return answers[node];
    }

    private void awaitUp(int node) {
        nodes[node].awaitReady();
        answers[node] = true;
    }

    private Client client(int node) {
        return Client.at(nodes[node].url());
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void crossref_has_the_published_state_of_all_articles_after_random_kills_and_faults() throws Exception {
        try {
            for (step = 1; step <= STEPS && Instant.now().isBefore(began.plus(LONGEST)); step++) {
                comeBack();
                step();
                Workers.pause(random.nextInt(150));
            }
            note("end of steps");
            comeToRest();
            articles.assertRegistered(store, connection);
            for (ServiceProcess node : nodes) {
                checkLog(node);
            }
            assertEquals(List.of(), faults);
            System.out.println("With -Dregistration.seed=" + SEED + " " + (step - 1) + " steps: " + kinds());
        } catch (Throwable e) {
            throw new AssertionError(failureDetails(e), e);
        }
    }

    /**
     * Returns the details of a failure: how to reproduce the failure, the last steps, and the history of the affected
     * DOIs.
     */
    private synchronized String failureDetails(Throwable failure) {
        StringBuilder report =
                new StringBuilder("With -Dregistration.seed=" + SEED + " at step " + step + " of " + STEPS);
        report.append(": ").append(failure.getMessage());
        appendSection(report, "The last steps", last(done, MAX_STEPS));
        RegisteredArticles.named(String.valueOf(failure.getMessage())).stream()
                .limit(MAX_DOIS)
                .forEach(doi -> {
                    appendSection(report, "Steps with " + doi, ofArticle(doi));
                    appendSection(report, "Of " + doi, articles.history(doi, connection));
                });
        for (ServiceProcess node : nodes) {
            appendSection(report, "Errors of a node", last(errors(node), MAX_LINES));
        }
        return report.toString();
    }

    private static List<String> errors(ServiceProcess node) {
        try {
            return node.output()
                    .lines()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .toList();
        } catch (UncheckedIOException gone) {
            return List.of();
        }
    }

    /** Returns the number of steps of each kind. The kind is the first word of the step. */
    private Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String each : done) {
            String what = each.substring(each.indexOf(": ") + 2);
            kinds.merge(what.split(" (/|[0-9]|of node)|:", 2)[0], 1, Integer::sum);
        }
        return kinds;
    }

    private static void appendSection(StringBuilder report, String title, List<String> lines) {
        report.append("\n\n").append(title).append(":\n").append(String.join("\n", lines));
    }

    private static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** Returns the steps that concern the article with this DOI. */
    private List<String> ofArticle(String doi) {
        List<String> ids = RegisteredArticles.rows(
                connection, "select record::text from registration where identifier = '" + doi + "'");
        return done.stream()
                .filter(each -> each.contains(doi) || ids.stream().anyMatch(each::contains))
                .toList();
    }

    /** Adds forbidden messages in the log of a node to the list of faults. */
    private void checkLog(ServiceProcess node) {
        node.output()
                .lines()
                .filter(line -> FAULTS.stream().anyMatch(line::contains))
                .forEach(faults::add);
    }

    private void step() throws InterruptedException {
        int chosen = random.nextInt(2);
        boolean isOtherUp = isUp(1 - chosen);
        if (!isUp(chosen) && !isOtherUp) {
            awaitUp(chosen);
        }
        int node = answers[chosen] ? chosen : 1 - chosen;
        // At least one node is always running and takes over the work of the other node.
        boolean isKilled = random.nextInt(100) < KILLS_IN_100 && answers[0] && answers[1];
        if (!isKilled) {
            act(node);
            return;
        }
        int moment = random.nextInt(60);
        boolean isStopped = random.nextInt(4) == 0;
        Thread last = new Thread(() -> {
            try {
                act(node);
            } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                // The node was killed in the meantime.
            }
        });
        last.start();
        Workers.pause(moment);
        if (isStopped) {
            nodes[node].stop();
        } else {
            nodes[node].kill9();
        }
        last.join();
        note((isStopped ? "stop" : "kill") + " of node " + node);
        checkLog(nodes[node]);
        nodes[node].close();
        start(node);
    }

    /** Ends outages that have lasted for their number of steps. */
    private void comeBack() {
        if (opened == step) {
            crossref.openPort();
        }
        if (risen == step) {
            crossref.setDown(false);
        }
    }

    private synchronized void note(String what) {
        done.add(step + " after " + Duration.between(began, Instant.now()).toMillis() + " ms: " + what);
    }

    private void act(int node) {
        Client client = client(node);
        int choice = random.nextInt(100);
        if (choice < 20 || paths.isEmpty()) {
            publish(client, articles.draft());
            return;
        }
        String path = paths.get(random.nextInt(paths.size()));
        if (choice < 35) {
            change(client, path, Fixtures.object().put("title", Fixtures.unique("Corrected")), "correction");
        } else if (choice < 37) {
            change(client, path, articles.otherDoi(), "another DOI");
        } else if (choice < 43) {
            change(client, path, RegisteredArticles.references(random.nextInt(3)), "references");
        } else if (choice < 48) {
            // A notice about a withdrawn article cannot refer to a DOI, so it is not ready for registration.
            if (!withdrawn.contains(path)) {
                noticed.add(path);
                publish(client, articles.notice(path));
            }
        } else if (choice < 54 && !noticed.contains(path)) {
            withdrawn.add(path);
            sent(client.put(path + "/withdrawal", Fixtures.object().put("reason", "wrong")), "withdrawal " + path);
        } else if (choice < 60) {
            sent(client.delete(path + "/withdrawal"), "reinstatement " + path);
        } else if (choice < 66) {
            hold(client, path);
        } else if (choice < 69) {
            sent(client.put("/v1/registration-accounts/" + articles.account() + "/pause", null), "pause");
        } else if (choice < 75) {
            sent(client.delete("/v1/registration-accounts/" + articles.account() + "/pause"), "resumption");
        } else if (choice < 91) {
            fail(client, path);
        } else if (choice < 93) {
            outage();
        } else if (choice < 95) {
            cutDatabaseConnections();
        } else {
            RegisteredArticles.endOldClaims(connection);
            articles.pass(client, connection, Duration.ofMinutes(5 + random.nextInt(80)));
            note("time");
        }
    }

    private void publish(Client client, ObjectNode draft) {
        Client.Reply made = client.post("/v1/articles", draft);
        sent(made, "draft");
        if (made.status() == 201) {
            String path = "/v1/articles/" + Records.id(made);
            sent(client.put(path + "/publication", null), "publication " + path);
            paths.add(path);
        }
    }

    private void change(Client client, String path, ObjectNode change, String what) {
        sent(client.patch(path, change), what + " " + path);
        sent(client.put(path + "/publication", null), "publication " + path);
    }

    /**
     * Checks a response. A conflict is not a failure. A server error is a failure unless a connection was cut shortly
     * before.
     */
    private void sent(Client.Reply reply, String what) {
        note(what + ": " + reply.status());
        boolean isLost = reply.status() == 503 && Instant.now().isBefore(lost.plus(RegisteredArticles.LONGEST_LOSS));
        assertTrue(reply.status() < 500 || isLost, () -> what + " " + reply);
    }

    /** Returns the first registration of an article, or a missing node if the article has no registration. */
    private JsonNode registration(Client client, String path) {
        Client.Reply reply = client.get(path + "/registrations");
        sent(reply, "registrations " + path);
        return reply.status() == 200 ? reply.body().at("/items/0") : MissingNode.getInstance();
    }

    private void hold(Client client, String path) {
        JsonNode registration = registration(client, path);
        if (registration.isMissingNode()) {
            return;
        }
        String hold = registration.at("/links/self").textValue() + "/hold";
        sent(random.nextInt(3) == 0 ? client.put(hold, null) : client.delete(hold), "hold or release " + path);
    }

    private void fail(Client client, String path) {
        int choice = random.nextInt(10);
        if (choice < 5) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            crossref.fail(fault);
            note("fault " + fault);
        } else if (choice < 8) {
            // A failed status query does not affect the deposit file.
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            crossref.failQuestion(fault);
            note("fault of a result request " + fault);
        } else if (choice < 9) {
            int latest = 1 + random.nextInt(4);
            Random questions = new Random(random.nextLong());
            crossref.setLateness(() -> questions.nextInt(latest));
            note("results delayed by up to " + latest);
        } else {
            JsonNode doi = registration(client, path).path("identifier");
            if (!doi.isMissingNode()) {
                crossref.setResult(doi.textValue(), "Failure|ORCID invalid checksum https://orcid.org/1");
                note("rejection of " + doi.textValue());
            }
        }
    }

    /**
     * Simulates an outage of Crossref for several steps, during which Crossref refuses connections or responds with
     * status 500.
     */
    private void outage() {
        int steps = 1 + random.nextInt(20);
        if (random.nextBoolean()) {
            crossref.closePort();
            opened = step + steps;
            note("port closed for " + steps + " steps");
        } else {
            crossref.setDown(true);
            risen = step + steps;
            note("down for " + steps + " steps");
        }
    }

    /** Cuts all database connections, or only connections on which a response is being stored. */
    private void cutDatabaseConnections() {
        if (random.nextInt(4) == 0) {
            lost = Instant.now();
            note("the database cuts " + Records.number(connection, CUT) + " connections");
            return;
        }
        Client admin = Client.at(store.url());
        sent(admin.delete("/v1/registration-accounts/" + articles.account() + "/pause"), "resumption");
        publish(admin, articles.draft());
        CountDownLatch come = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        crossref.watch((point, dois) -> {
            come.countDown();
            released.await();
            return true;
        });
        try {
            RegisteredArticles.endOldClaims(connection);
            articles.pass(admin, connection, Duration.ofMinutes(20));
            if (come.await(3, TimeUnit.SECONDS)) {
                Records.execute(holder, List.of("select from registration_attempt where state <> 'ended' for update"));
                released.countDown();
                for (int i = 0; i < 50 && Records.number(connection, "select count(*)" + STORING) == 0; i++) {
                    Workers.pause(20);
                }
                lost = Instant.now();
                long cut = Records.number(connection, "select count(pg_terminate_backend(pid))" + STORING);
                note("the database connection is cut for " + cut + " responses that are being stored");
            } else {
                note("no response is being stored");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (SQLException e) {
            throw new SqlException(e);
        } finally {
            released.countDown();
            crossref.watch((point, dois) -> true);
            rollBack();
        }
    }

    private void rollBack() {
        try {
            holder.rollback();
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Ends all faults, releases held registrations, and waits until no registration is waiting. */
    private void comeToRest() {
        crossref.recover();
        Client admin = Client.at(store.url());
        awaitUp(0);
        awaitUp(1);
        // The first request may still fail because its connection was cut.
        Workers.await(
                RegisteredArticles.LONGEST_LOSS,
                "the account is resumed",
                () -> admin.delete("/v1/registration-accounts/" + articles.account() + "/pause")
                                .status()
                        == 200);
        articles.awaitRest(client(0), connection);
        for (String id : RegisteredArticles.rows(
                connection, "select id from registration where state = 'held' and hold = 'editor'")) {
            admin.delete("/v1/registrations/" + id + "/hold").expect(200);
        }
        for (String id :
                RegisteredArticles.rows(connection, "select id from registration where state in ('refused')")) {
            admin.post("/v1/registrations/" + id + "/attempts", null).expect(202);
        }
        articles.awaitRest(client(1), connection);
    }
}
