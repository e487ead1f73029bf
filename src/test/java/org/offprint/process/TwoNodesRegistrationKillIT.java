package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.api.Client;
import org.offprint.api.Fixtures;
import org.offprint.api.Workers;
import org.offprint.api.registration.FakeCrossref;
import org.offprint.api.registration.FakeCrossref.Fault;
import org.offprint.database.embedded.Records;
import org.offprint.database.embedded.ServiceProcess;
import org.offprint.database.embedded.TestDatabase;

/**
 * Two nodes on one database that are killed in turns, while articles are changed and Crossref fails, all by chance: in the
 * end Crossref has what is published. {@code -Dregistration.seed} repeats the choices of a run, though not its moments.
 */
class TwoNodesRegistrationKillIT {

    private static final int STEPS = Nightly.or(60, 400);
    private static final long SEED = Long.getLong("registration.seed", System.nanoTime());
    private static final int KILLS_IN_100 = 8;

    private final Random random = new Random(SEED);
    private final Path data = TestDatabase.temporaryDirectory();
    private final ServiceProcess[] nodes = new ServiceProcess[2];
    private final List<String> paths = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> noticed = new HashSet<>();
    private final List<String> done = new ArrayList<>();

    private FakeCrossref crossref;
    private RegisteredArticles articles;

    /** Has the database, sends nothing and is not killed. */
    private ServiceProcess store;

    private Connection connection;

    @BeforeEach
    void begin() throws IOException, SQLException {
        crossref = new FakeCrossref();
        Map<String, String> environment = new HashMap<>(RegisteredArticles.ENVIRONMENT);
        environment.put("OFFPRINT_REGISTRATION_ENABLED", "false");
        store = Records.service(data.resolve("store"), environment);
        connection = store.login().connect("offprint");
        articles = new RegisteredArticles(Client.at(store.url()), crossref);
        start(0);
        start(1);
    }

    @AfterEach
    void end() throws SQLException {
        connection.close();
        for (ServiceProcess node : nodes) {
            node.close();
        }
        store.close();
        crossref.close();
        TestDatabase.deleteTree(data);
    }

    private void start(int node) {
        Map<String, String> environment = new HashMap<>(RegisteredArticles.ENVIRONMENT);
        environment.putAll(Records.databaseOf(store));
        nodes[node] = Records.answering(data.resolve("node-" + node), environment);
    }

    private Client client(int node) {
        return Client.at(nodes[node].url());
    }

    @Test
    void crossref_has_what_is_published_whatever_happens_on_the_way() throws Exception {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
                Workers.pause(random.nextInt(150));
            }
            comeToRest();
            articles.assertRegistered(store, connection);
        } catch (Throwable e) {
            throw new AssertionError(
                    "With -Dregistration.seed=" + SEED + ", after " + done.size() + " steps, the last of them "
                            + done.subList(Math.max(0, done.size() - 30), done.size()),
                    e);
        }
    }

    private void step() throws InterruptedException {
        int node = random.nextInt(2);
        boolean isKilled = random.nextInt(100) < KILLS_IN_100;
        if (!isKilled) {
            act(node);
            return;
        }
        int moment = random.nextInt(60);
        Thread last = new Thread(() -> {
            try {
                act(node);
            } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                // The node was killed meanwhile.
            }
        });
        last.start();
        Workers.pause(moment);
        nodes[node].kill9();
        last.join();
        note("kill of node " + node);
        nodes[node].close();
        start(node);
    }

    private synchronized void note(String what) {
        done.add(what);
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
            // A notice about an article that readers do not have names no DOI, and is not ready.
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
        } else if (choice < 95) {
            fail(client, path);
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

    /** A conflict with what is there is no fault; an error of the service is one. */
    private void sent(Client.Reply reply, String what) {
        note(what + ": " + reply.status());
        assertTrue(reply.status() < 500, reply::toString);
    }

    private void hold(Client client, String path) {
        JsonNode registration =
                client.get(path + "/registrations").expect(200).body().at("/items/0");
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
            // A question that is never answered or led away says nothing of the file either.
            Fault fault = List.of(Fault.BUSY, Fault.BROKEN, Fault.TOO_MANY, Fault.FOREIGN_PAGE, Fault.HANGS, Fault.CUTS)
                    .get(random.nextInt(6));
            crossref.failQuestion(fault);
            note("fault of a question " + fault);
        } else if (choice < 9) {
            int latest = 1 + random.nextInt(4);
            Random questions = new Random(random.nextLong());
            crossref.setLateness(() -> questions.nextInt(latest));
            note("results late by up to " + latest);
        } else {
            JsonNode doi =
                    client.get(path + "/registrations").expect(200).body().at("/items/0/identifier");
            if (!doi.isMissingNode()) {
                crossref.say(doi.textValue(), "Failure|ORCID invalid checksum https://orcid.org/1");
                note("refusal of " + doi.textValue());
            }
        }
    }

    /** Ends the faults, takes away what people hold, and waits until nothing waits any more. */
    private void comeToRest() {
        crossref.recover();
        Client admin = Client.at(store.url());
        admin.delete("/v1/registration-accounts/" + articles.account() + "/pause")
                .expect(200);
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
