package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.api.registration.FakeCrossref;
import org.offprint.web.api.registration.FakeCrossref.Point;

/**
 * Kills the service at each step of a registration. Each change must reach Crossref exactly once, and Crossref must
 * have the last change in the end. In builds of a change, the service is killed at only one step: after Crossref has
 * accepted a correction, before it responds.
 */
class RegistrationKillIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Points in a registration at which the service is killed, each between two commits or two messages. */
    private enum Step {
        /** After the publication, before the article is queued for registration. */
        UNMARKED,
        /** After the attempt is stored, before the first byte is sent. */
        STORED,
        /** While Crossref has received the request but has not accepted it. */
        HELD,
        /** After Crossref has accepted the deposit file, before it sends the response. */
        TAKEN,
        /** After the receipt is received, before it is stored. */
        ANSWERED,
        /** After the receipt is stored, before the result is requested. */
        RECEIVED,
        /** While the result is being requested. */
        ASKED,
        /** After the result is received, before it is stored. */
        RESULT
    }

    private static final Set<Step> STEPS = Nightly.or(EnumSet.of(Step.TAKEN), EnumSet.allOf(Step.class));

    /** Kinds of changes that are registered. */
    private enum Kind {
        ARTICLE,
        CORRECTION,
        NOTICE,
        WITHDRAWAL,
        REINSTATEMENT
    }

    private static final Set<Kind> KINDS = Nightly.or(EnumSet.of(Kind.CORRECTION), EnumSet.allOf(Kind.class));

    private final Path data = TestDatabase.temporaryDirectory();

    private FakeCrossref crossref;
    private RegisteredArticles articles;
    private ServiceProcess service;
    private Connection connection;
    private Connection holder;

    @AfterEach
    void end() throws SQLException {
        stop();
        crossref.close();
        TestDatabase.deleteTree(data);
    }

    @Test
    void each_change_is_registered_exactly_once_despite_a_kill_at_any_step() throws Exception {
        crossref = new FakeCrossref();
        start();
        Client editor = Client.at(service.url());
        articles = new RegisteredArticles(editor, crossref);
        Map<Step, Map<Kind, String>> paths = new EnumMap<>(Step.class);
        for (Step step : STEPS) {
            for (Kind kind : KINDS) {
                if (kind != Kind.ARTICLE) {
                    paths.computeIfAbsent(step, absent -> new EnumMap<>(Kind.class))
                            .put(kind, RegisteredArticles.publish(editor, articles.draft()));
                }
            }
        }
        articles.awaitRest(editor, connection);
        if (KINDS.contains(Kind.REINSTATEMENT)) {
            for (Step step : STEPS) {
                String reinstated = paths.get(step).get(Kind.REINSTATEMENT);
                editor.put(reinstated + "/withdrawal", Fixtures.object().put("reason", "wrong"))
                        .expect(200);
            }
        }
        articles.awaitRest(editor, connection);
        articles.assertRegistered(service, connection);

        for (Step step : STEPS) {
            for (Kind kind : KINDS) {
                kill(step, kind, paths.get(step).get(kind));
            }
        }
        articles.assertRegistered(service, connection);
    }

    private void start() throws SQLException {
        service = Records.answering(data, RegisteredArticles.ENVIRONMENT);
        connection = service.login().connect("offprint");
        holder = service.login().connect("offprint");
        holder.setAutoCommit(false);
    }

    private void stop() throws SQLException {
        holder.close();
        connection.close();
        service.close();
    }

    /** Makes a change and kills the service at this step of the registration. */
    private void kill(Step step, Kind kind, String path) throws Exception {
        String what = step + " " + kind;
        Client editor = Client.at(service.url());
        ObjectNode draft = kind == Kind.NOTICE ? articles.notice(path) : articles.draft();
        boolean isNew = kind == Kind.ARTICLE || kind == Kind.NOTICE;
        String doi = isNew
                ? draft.get("doi").textValue()
                : editor.get(path).expect(200).body().get("doi").textValue();
        int before = isNew ? 0 : crossref.registered(doi).deposits();
        try (KillPoint point = new KillPoint(doi, step)) {
            change(editor, kind, path, draft);
            point.await(editor, what);
            service.kill9();
        }
        RegisteredArticles.endClaims(connection);
        stop();
        start();
        articles.awaitRest(Client.at(service.url()), connection);
        assertEquals(List.of(), crossref.violations(), what);
        assertEquals(before + 1, crossref.registered(doi).deposits(), what);
    }

    private static void change(Client editor, Kind kind, String path, ObjectNode draft) {
        switch (kind) {
            case ARTICLE, NOTICE -> RegisteredArticles.publish(editor, draft);
            case CORRECTION -> {
                editor.patch(path, Fixtures.object().put("title", Fixtures.unique("Corrected")))
                        .expect(200);
                editor.put(path + "/publication", null).expect(200);
            }
            case WITHDRAWAL ->
                editor.put(path + "/withdrawal", Fixtures.object().put("reason", "wrong"))
                        .expect(200);
            case REINSTATEMENT -> editor.delete(path + "/withdrawal").expect(200);
        }
    }

    /** Blocks the registration of a DOI at one step until this object is closed. */
    private final class KillPoint implements AutoCloseable {

        private final String doi;
        private final Step step;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean continues;
        private FullPort fullPort;

        KillPoint(String doi, Step step) throws IOException, SQLException {
            this.doi = doi.toLowerCase(Locale.ROOT);
            this.step = step;
            switch (step) {
                case UNMARKED ->
                    Records.execute(holder, List.of("select from follower where name = 'registration' for update"));
                case STORED -> {
                    fullPort = new FullPort();
                    address(fullPort.url());
                }
                case HELD -> crossref.watch((point, dois) -> keep(point, dois, Point.DEPOSIT_READ));
                case TAKEN, ANSWERED -> crossref.watch((point, dois) -> keep(point, dois, Point.DEPOSIT_TAKEN));
                case ASKED, RESULT -> crossref.watch((point, dois) -> keep(point, dois, Point.QUESTION_READ));
                case RECEIVED -> {}
            }
        }

        private boolean keep(Point point, Set<String> dois, Point wanted) throws InterruptedException {
            if (point != wanted || !dois.contains(doi)) {
                return true;
            }
            reached.countDown();
            released.await();
            return continues;
        }

        private void address(String url) throws SQLException {
            Records.execute(
                    connection,
                    List.of("update registration_account set base_url = '" + url + "' where id = '" + articles.account()
                            + "'"));
        }

        /** Waits until the registration has reached the step. */
        void await(Client editor, String what) throws InterruptedException, SQLException {
            switch (step) {
                case UNMARKED -> assertEquals(0, attempts("t.state <> 'ended'"), what);
                case STORED -> awaitAttempt("sending", what);
                case RECEIVED -> awaitAttempt("received", what);
                case HELD, TAKEN -> assertTrue(reached.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS), what);
                case ANSWERED -> {
                    assertTrue(reached.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS), what);
                    answerWithoutClient(what);
                }
                case ASKED, RESULT -> {
                    awaitAttempt("received", what);
                    articles.pass(editor, connection, Duration.ofMinutes(2));
                    assertTrue(reached.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS), what);
                    if (step == Step.RESULT) {
                        answerWithoutClient(what);
                    }
                }
            }
        }

        private long attempts(String condition) {
            return Records.number(
                    connection,
                    "select count(*) from registration_attempt t join registration_attempt_item i on i.attempt = t.id"
                            + " join registration r on r.id = i.registration where r.identifier = '" + doi + "' and "
                            + condition);
        }

        private void awaitAttempt(String state, String what) {
            Workers.await(TIMEOUT, what, () -> attempts("t.state = '" + state + "'") == 1);
        }

        /** Makes Crossref respond, and waits until the service is blocked while it stores the response. */
        private void answerWithoutClient(String what) throws SQLException {
            Records.execute(
                    holder,
                    List.of(
                            "select from registration_attempt where state <> 'ended' for update",
                            "select from registration where identifier = '" + doi + "' for update"));
            continues = true;
            released.countDown();
            Workers.await(
                    TIMEOUT,
                    what + " is being stored",
                    () -> Records.number(
                                    connection,
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like '%registration_attempt%'")
                            > 0);
        }

        @Override
        public void close() throws SQLException, IOException {
            crossref.watch((point, dois) -> true);
            continues |= step == Step.TAKEN;
            released.countDown();
            holder.rollback();
            if (fullPort != null) {
                address(crossref.url());
                fullPort.close();
            }
        }
    }

    /** Port with a full backlog, on which connections are neither accepted nor refused. */
    private static final class FullPort implements AutoCloseable {

        private final ServerSocket socket;
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullPort() throws IOException {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
                waiting.add(channel);
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
            socket.close();
        }
    }
}
