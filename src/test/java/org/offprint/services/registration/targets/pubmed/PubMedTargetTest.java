package org.offprint.services.registration.targets.pubmed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.Records;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.FileOutcome;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FakeService;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

class PubMedTargetTest {

    private static final String DOI = "10.12345/roads.full";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final FakePubMed pubMed = new FakePubMed();
    private final PubMedTarget target = new PubMedTarget(new SftpConnections(true, TIMEOUT, TIMEOUT));
    private final TargetAccount account = account(FakePubMed.PASSWORD, "ftptest", pubMed.fingerprint());

    private TargetAccount account(String secret, String folder, String fingerprint) {
        return account(pubMed.url(), secret, folder, fingerprint);
    }

    private static TargetAccount account(String url, String secret, String folder, String fingerprint) {
        AccountSettings settings = new AccountSettings(
                FakePubMed.LOGIN,
                null,
                null,
                null,
                null,
                null,
                List.of("SHA256:" + "a".repeat(43), fingerprint),
                folder,
                null);
        return new TargetAccount(UUID.randomUUID(), Target.PUBMED, false, URI.create(url), settings, secret);
    }

    @AfterEach
    void close() {
        pubMed.close();
    }

    private Payload payload(boolean withdrawn, Map<String, String> registered, Consumer<ObjectNode> change) {
        return target.render(
                FakeService.article(
                        Records.changed(Records.FULL, document -> {
                            document.put("doi", DOI);
                            change.accept(document);
                        }),
                        withdrawn),
                account.settings(),
                registered);
    }

    private Payload payload() {
        return payload(false, Map.of(), PubMedTargetTest::withoutIds);
    }

    private static void withoutIds(ObjectNode document) {
        document.remove("identifiers");
    }

    private Dispatch dispatch(boolean withdrawn, Payload... payloads) {
        UUID attempt = Ids.next();
        return new Dispatch(
                attempt,
                target.fileName(List.of(payloads), attempt, "batch"),
                "batch",
                1,
                null,
                target.file(List.of(payloads), account.settings(), "batch", 1),
                List.of(new Dispatch.Item(UUID.randomUUID(), DOI, null, false, withdrawn)));
    }

    private static RecordAnswer only(Answer answer) {
        assertEquals(FileOutcome.READ, answer.file(), answer.toString());
        return answer.records().values().iterator().next();
    }

    @Test
    void a_pubmed_citation_is_uploaded_completely_under_a_unique_file_name() throws Exception {
        Dispatch dispatch = dispatch(false, payload());
        RecordAnswer result = only(target.send(dispatch, account));
        assertEquals(RecordOutcome.REGISTERED, result.outcome());
        assertEquals("told-by-mail", result.code());
        String name = dispatch.fileName();
        assertTrue(name.matches("roadstu-7-2-[0-9a-z]+-[0-9a-z]+\\.xml"), name);
        assertTrue(name.length() <= 32, name);
        assertEquals(List.of(name), pubMed.names("ftptest"));
        assertEquals(List.of("." + name + ".part -> " + name), pubMed.renamed());
        String text = pubMed.text("ftptest/" + name);
        assertTrue(text.contains("<JournalTitle>Road Stud Pract</JournalTitle>"), text);
        assertFalse(text.contains("<Replaces"), text);
        assertEquals(List.of(), FormatSchemas.errorsOfPubMed(text));
        assertEquals(FileOutcome.LATER, target.send(dispatch, account).file(), "no file is overwritten");
    }

    @Test
    void a_citation_that_pubmed_already_has_is_sent_as_a_replacement() throws Exception {
        Payload first = payload();
        Payload second = payload(false, first.parts(), PubMedTargetTest::withoutIds);
        assertEquals(first.hash(), second.hash());
        assertTrue(second.content().contains("<Replaces IdType=\"doi\">" + DOI + "</Replaces>"), second.content());
        Payload known = payload(false, Map.of(), document -> {});
        assertEquals(first.hash(), known.hash());
        assertTrue(known.content().contains("<Replaces IdType=\"pubmed\">12345678</Replaces>"), known.content());
        assertFalse(known.content().contains("PMC1234567"));
        Payload corrected = payload(false, first.parts(), document -> document.put("title", "Of ways"));
        assertNotEquals(first.hash(), corrected.hash());
        Dispatch both = dispatch(false, second, known);
        only(target.send(both, account));
        assertEquals(List.of(), FormatSchemas.errorsOfPubMed(pubMed.text("ftptest/" + both.fileName())));
        assertTrue(target.mayShare(second, known));
        // The comparison ignores whether a citation replaces an earlier one.
        Payload[] single = {first, second, known};
        for (Payload each : single) {
            assertEquals(
                    target.values(target.file(List.of(first), account.settings(), "b", 1), DOI),
                    target.values(target.file(List.of(each), account.settings(), "b", 1), DOI));
        }
    }

    @Test
    void a_withdrawal_sends_nothing_to_pubmed_and_reports_the_manual_steps() throws Exception {
        Map<String, String> parts = payload().parts();
        Payload withdrawn = payload(true, parts, document -> {});
        assertEquals(parts, withdrawn.parts());
        assertFalse(target.mayShare(payload(), withdrawn));
        Dispatch dispatch = dispatch(true, withdrawn);
        for (Answer answer : List.of(target.send(dispatch, account), target.poll(dispatch, account))) {
            RecordAnswer result = only(answer);
            assertEquals(RecordOutcome.REGISTERED, result.outcome());
            assertEquals("withdrawal-by-hand", result.code());
            assertTrue(result.findings().get(0).contains(DOI), result.toString());
        }
        assertEquals(0, pubMed.logins());
        assertEquals(List.of(), pubMed.names("ftptest"));
    }

    @Test
    void a_record_that_pubmed_would_reject_is_not_rendered() {
        assertEquals(
                List.of("publisher-missing", "title-abbreviation-missing"),
                payload(false, Map.of(), document -> {
                            ObjectNode journal = (ObjectNode) document.get("journal");
                            journal.remove(List.of("identifiers", "publisher"));
                        })
                        .missing()
                        .stream()
                        .map(Finding::code)
                        .toList());
    }

    @Test
    void a_private_key_can_be_used_to_sign_in_to_pubmed() {
        TargetAccount byKey = account(pubMed.newKey(null), "ftptest", pubMed.fingerprint());
        only(target.send(dispatch(false, payload()), byKey));
        assertEquals(0, pubMed.logins());
        pubMed.newKey(null);
        Answer refused = target.send(dispatch(false, payload()), byKey);
        assertEquals("credentials", refused.code());
        assertEquals(FileOutcome.BLOCKED, refused.file());
    }

    @Test
    void a_wrong_pubmed_password_is_tried_only_once_and_blocks_the_account() {
        Answer answer = target.send(dispatch(false, payload()), account("wrong-one", "ftptest", pubMed.fingerprint()));
        assertEquals(FileOutcome.BLOCKED, answer.file());
        assertEquals("credentials", answer.code());
        assertEquals(1, pubMed.logins());
        assertFalse(answer.toString().contains("wrong-one"));
    }

    @Test
    void an_unexpected_host_key_of_pubmed_blocks_the_account_before_credentials_are_sent() {
        TargetAccount other = account(FakePubMed.PASSWORD, "ftptest", "SHA256:" + "b".repeat(43));
        Answer answer = target.send(dispatch(false, payload()), other);
        assertEquals(FileOutcome.BLOCKED, answer.file());
        assertEquals("host-key", answer.code());
        assertTrue(answer.raw().contains(pubMed.fingerprint()), answer.raw());
        assertEquals(0, pubMed.logins());
        AccountCheck check = target.check(other);
        assertFalse(check.accepted());
        assertTrue(check.message().contains(pubMed.fingerprint()), check.message());
    }

    @Test
    void a_missing_folder_at_pubmed_blocks_the_account() {
        pubMed.remove("ftptest");
        Answer answer = target.send(dispatch(false, payload()), account);
        assertEquals(FileOutcome.BLOCKED, answer.file());
        assertEquals("folder", answer.code());
    }

    @Test
    void an_interrupted_upload_to_pubmed_leaves_no_complete_file() {
        Dispatch dispatch = dispatch(false, payload());
        pubMed.fail(FakePubMed.Fault.CUTS_WRITING);
        assertEquals(FileOutcome.UNSURE, target.send(dispatch, account).file());
        assertTrue(pubMed.names("ftptest").stream().allMatch(name -> name.endsWith(".part")));
        assertEquals(FileOutcome.UNKNOWN, target.poll(dispatch, account).file());
        assertEquals(List.of(), pubMed.names("ftptest"));
        assertEquals(Duration.ZERO, target.maxTimeUnsure());
        only(target.send(dispatch(false, payload()), account));
    }

    @Test
    void an_upload_to_pubmed_whose_connection_breaks_after_the_rename_counts_as_successful() {
        Dispatch dispatch = dispatch(false, payload());
        pubMed.fail(FakePubMed.Fault.CUTS_AFTER_RENAMING);
        assertEquals(FileOutcome.UNSURE, target.send(dispatch, account).file());
        assertEquals(List.of(dispatch.fileName()), pubMed.names("ftptest"));
        assertEquals("told-by-mail", only(target.poll(dispatch, account)).code());
        pubMed.archive("ftptest", dispatch.fileName());
        assertEquals("told-by-mail", only(target.poll(dispatch, account)).code());
    }

    @Test
    void a_full_disk_at_pubmed_is_reported_as_a_service_problem_and_leaves_no_files() {
        pubMed.fail(FakePubMed.Fault.FULL);
        Answer answer = target.send(dispatch(false, payload()), account);
        assertEquals(FileOutcome.LATER, answer.file());
        assertEquals("service-trouble", answer.code());
        assertEquals(List.of(), pubMed.names("ftptest"));
    }

    @Test
    void an_upload_to_a_pubmed_server_that_stops_responding_is_abandoned_after_the_timeout() throws IOException {
        // Warms up the client, so that the time limit of the next session applies only to the file.
        assertTrue(target.check(account).accepted());
        pubMed.fail(FakePubMed.Fault.NEVER_ANSWERS);
        long begin = System.nanoTime();
        PubMedTarget brief = new PubMedTarget(new SftpConnections(true, TIMEOUT, Duration.ofSeconds(2)));
        assertEquals(
                FileOutcome.UNSURE,
                brief.send(dispatch(false, payload()), account).file());
        PubMedTarget shy = new PubMedTarget(new SftpConnections(true, Duration.ofMillis(200), TIMEOUT));
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TargetAccount mute = account(
                    "http://127.0.0.1:" + silent.getLocalPort(), FakePubMed.PASSWORD, null, pubMed.fingerprint());
            assertEquals(
                    "not-reached", shy.send(dispatch(false, payload()), mute).code());
            assertEquals(
                    "not-reached", shy.poll(dispatch(false, payload()), mute).code());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(TIMEOUT) < 0);
        pubMed.close();
        assertEquals(
                "not-reached", target.send(dispatch(false, payload()), account).code());
    }

    @Test
    void a_connection_to_a_pubmed_server_that_sends_bytes_slowly_is_abandoned_after_the_timeout() throws Exception {
        PubMedTarget brief = new PubMedTarget(new SftpConnections(true, TIMEOUT, Duration.ofMillis(500)));
        try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread drops = new Thread(() -> {
                try (Socket socket = dripping.accept()) {
                    while (!socket.isClosed()) {
                        socket.getOutputStream().write("Please hold the line\r\n".getBytes(StandardCharsets.US_ASCII));
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    // The client has disconnected.
                }
            });
            drops.setDaemon(true);
            drops.start();
            TargetAccount slow = account(
                    "http://127.0.0.1:" + dripping.getLocalPort(), FakePubMed.PASSWORD, null, pubMed.fingerprint());
            long begin = System.nanoTime();
            assertEquals(
                    "not-reached", brief.send(dispatch(false, payload()), slow).code());
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(TIMEOUT) < 0);
        }
    }

    @Test
    void sftp_connections_to_private_addresses_are_rejected_unless_any_host_is_allowed() {
        PubMedTarget strict = new PubMedTarget(new SftpConnections(false, TIMEOUT, TIMEOUT));
        Answer answer = strict.send(dispatch(false, payload()), account);
        assertEquals("not-reached", answer.code());
        assertEquals("The IP address of 127.0.0.1 is not public.", answer.raw());
        assertEquals(0, pubMed.logins());
    }

    @Test
    void checking_a_pubmed_account_sends_no_data() {
        AccountCheck check = target.check(account);
        assertTrue(check.accepted(), check.message());
        assertEquals(List.of("/ftptest"), check.mayUse());
        assertFalse(target.check(account("wrong", null, pubMed.fingerprint())).accepted());
        assertEquals(List.of(), pubMed.names("ftptest"));
        TargetAccount tests = new TargetAccount(
                account.id(),
                Target.PUBMED,
                true,
                account.baseUrl(),
                account(FakePubMed.PASSWORD, null, pubMed.fingerprint()).settings(),
                FakePubMed.PASSWORD);
        assertEquals(List.of("/ftptest"), target.check(tests).mayUse());
    }

    @Test
    void all_missing_settings_of_a_pubmed_account_are_reported_together() {
        assertEquals(
                List.of("/settings/login", "/settings/hostKeys", "/secret/value"),
                target.settingsErrors(AccountSettings.NONE, pubMed.newKey("a passphrase")).stream()
                        .map(Finding::pointer)
                        .toList());
        assertEquals(
                List.of("/secret/value"),
                target.settingsErrors(account.settings(), "-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense").stream()
                        .map(Finding::pointer)
                        .toList());
        assertEquals(List.of(), target.settingsErrors(account.settings(), pubMed.newKey(null)));
        assertEquals(List.of(), target.settingsErrors(account.settings(), null));
    }

    @Test
    void pubmed_file_names_are_unique_and_short() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String name = PubMedFileName.of("abcdefghijklmnopqrstuvw", Ids.next());
            assertTrue(name.length() <= PubMedFileName.MAX_LENGTH && name.endsWith(".xml"), name);
            names.add(name);
        }
        assertEquals(1000, names.size());
        assertTrue(PubMedFileName.of("a-1-2", new UUID(-1, -1)).startsWith("a-1-2-"));
    }
}
