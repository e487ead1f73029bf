package org.offprint.services.registration.targets.datacite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.Records;
import org.offprint.kernel.identifiers.DoiPrefix;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.FileOutcome;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.FakeService;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

class DataCiteTargetTest {

    private static final String DOI = "10.12345/roads.full";

    private final FakeDataCite dataCite = new FakeDataCite();
    private final DataCiteTarget target = new DataCiteTarget(FakeService.calls());
    private final TargetAccount account = account(FakeDataCite.PASSWORD, dataCite.url(""));

    private static TargetAccount account(String secret, URI url) {
        AccountSettings settings = new AccountSettings(
                FakeDataCite.LOGIN, null, null, null, null, List.of(new DoiPrefix("10.12345")), null, null, null);
        return new TargetAccount(UUID.randomUUID(), Target.DATACITE, true, url, settings, secret);
    }

    @AfterEach
    void close() {
        dataCite.close();
    }

    private static RegisteredRecord record(boolean withdrawn, Consumer<ObjectNode> change) {
        return FakeService.article(
                Records.changed(Records.FULL, document -> {
                    document.put("doi", DOI);
                    change.accept(document);
                }),
                withdrawn);
    }

    private Payload payload(boolean withdrawn, Consumer<ObjectNode> change) {
        return target.render(record(withdrawn, change), account.settings(), Map.of());
    }

    private Answer send(Payload payload) {
        return send(payload, account);
    }

    private Answer send(Payload payload, TargetAccount sender) {
        return target.send(FakeService.dispatch(target, payload, sender, null), sender);
    }

    private static RecordAnswer only(Answer answer) {
        assertEquals(FileOutcome.READ, answer.file(), answer.toString());
        return answer.records().values().iterator().next();
    }

    @Test
    void values_in_xml_embedded_in_a_datacite_file_have_paths_below_the_member_that_contains_it() {
        Payload first = payload(false, document -> {});
        Payload second = payload(false, document -> document.put("title", "Of ways"));
        Map<String, String> before = target.values(target.file(List.of(first), account.settings(), "b", 1), DOI);
        Map<String, String> after = target.values(target.file(List.of(second), account.settings(), "b", 1), DOI);
        assertEquals("publish", after.get("/data/attributes/event"));
        assertEquals(
                List.of("/data/attributes/xml/resource/titles/title"),
                after.keySet().stream()
                        .filter(place -> !after.get(place).equals(before.get(place)))
                        .toList());
        assertFalse(after.containsKey("/data/attributes/xml"));
    }

    @Test
    void an_article_can_be_registered_and_updated_and_hidden_at_datacite() throws Exception {
        Payload first = payload(false, document -> {});
        assertEquals(RecordOutcome.REGISTERED, only(send(first)).outcome());
        FakeDataCite.Registered registered = dataCite.dois.get(DOI);
        assertEquals("findable", registered.state());
        assertEquals("https://roads.example/articles/water-on-the-road", registered.url());
        FormatSchemas.assertValid("datacite/kernel-4.6/metadata.xsd", registered.xml());
        assertFalse(registered.xml().contains("offprint.invalid"));
        assertEquals(first, payload(false, document -> {}));

        Payload corrected = payload(false, document -> document.put("title", "Of ways"));
        assertNotEquals(first.hash(), corrected.hash());
        assertEquals(RecordOutcome.REGISTERED, only(send(corrected)).outcome());
        assertTrue(dataCite.dois.get(DOI).xml().contains("Of ways"));

        Payload withdrawn = payload(true, document -> {
            document.remove("retraction");
            document.putObject("withdrawal").put("reason", "A fault").put("withdrawnAt", "2026-02-03T04:05:06Z");
        });
        assertEquals(RecordOutcome.REGISTERED, only(send(withdrawn)).outcome());
        assertEquals("registered", dataCite.dois.get(DOI).state());
        assertTrue(dataCite.dois.get(DOI).xml().contains("<date dateType=\"Withdrawn\">2026-02-03</date>"));
        FormatSchemas.assertValid(
                "datacite/kernel-4.6/metadata.xsd", dataCite.dois.get(DOI).xml());
        assertEquals(
                List.of(
                        "PUT /dois/10.12345/roads.full",
                        "PUT /dois/10.12345/roads.full",
                        "PUT /dois/10.12345/roads.full"),
                dataCite.requests());
    }

    @Test
    void a_record_that_datacite_would_reject_is_not_rendered() {
        assertEquals(
                List.of("doi-not-at-datacite"),
                payload(false, document -> document.put("doi", "10.12345/a<b>")).missing().stream()
                        .map(finding -> finding.code())
                        .toList());
        assertEquals(
                List.of("doi-not-at-datacite", "prefix-not-of-account"),
                payload(false, document -> document.put("doi", "10.123456/a")).missing().stream()
                        .map(finding -> finding.code())
                        .toList());
        assertEquals(
                List.of("doi-missing", "author-missing"),
                payload(false, document -> document.remove(List.of("doi", "contributors"))).missing().stream()
                        .map(finding -> finding.code())
                        .toList());
        Payload one = payload(false, document -> {});
        List<Payload> two = List.of(one, one);
        assertThrows(IllegalArgumentException.class, () -> target.file(two, account.settings(), "b", 1));
    }

    @Test
    void each_kind_of_rejection_by_datacite_has_its_own_code() {
        Payload payload = payload(false, document -> {});
        dataCite.taken = DOI;
        assertEquals("foreign", only(send(payload)).code());
        assertEquals(RecordOutcome.FOREIGN, only(send(payload)).outcome());
        dataCite.taken = "none";
        dataCite.domain = "other.example";
        assertEquals(RecordOutcome.BLOCKED, only(send(payload)).outcome());
        assertEquals("domain", only(send(payload)).code());
        assertEquals(
                "url: URL is not allowed by repository domain settings.",
                only(send(payload)).message());
        dataCite.domain = "roads.example";
        Answer refused = send(payload, account("wrong", dataCite.url("")));
        assertEquals(FileOutcome.BLOCKED, refused.file());
        assertEquals("credentials", refused.code());
        assertFalse(refused.toString().contains("wrong"));
        dataCite.failing(422, "application/json", "{\"errors\":[{\"source\":\"xml\",\"title\":\"No\"}]}", Map.of());
        assertEquals("refused", only(send(payload)).code());
        assertEquals(RecordOutcome.REFUSED, only(send(payload)).outcome());
        dataCite.failing(403, "application/json", "{\"errors\":[{\"title\":\"Not yours\"}]}", Map.of());
        assertEquals("prefix-not-yours", only(send(payload)).code());
    }

    @Test
    void connection_and_server_errors_of_datacite_are_not_rejections() {
        Payload payload = payload(false, document -> {});
        for (int status : List.of(408, 429, 500, 503, 302)) {
            dataCite.failing(status, "text/html", "<h1>Sorry</h1>", Map.of("Retry-After", "7200"));
            Answer answer = send(payload);
            assertEquals(FileOutcome.LATER, answer.file(), status + " " + answer);
            assertEquals(status == 302, answer.notBefore() == null || status == 302);
        }
        dataCite.failing(200, "text/html; charset=ISO-8859-1", "<h1>We are d\u00f6wn</h1>", Map.of());
        assertEquals(FileOutcome.LATER, send(payload).file());
        dataCite.recover();
        dataCite.closeNextConnection();
        assertEquals(FileOutcome.UNSURE, send(payload).file());
        assertNotNull(dataCite.dois.get(DOI));
        Dispatch dispatch = FakeService.dispatch(target, payload, account, null);
        assertEquals(FileOutcome.UNKNOWN, target.poll(dispatch, account).file());
        dataCite.recover();
        assertEquals(RecordOutcome.REGISTERED, only(send(payload)).outcome());
        dataCite.close();
        assertEquals(FileOutcome.LATER, send(payload).file());
    }

    @Test
    void checking_a_datacite_account_or_finding_a_record_sends_no_data() {
        assertTrue(target.check(account).accepted());
        assertEquals(List.of("10.12345"), target.check(account).mayUse());
        assertFalse(target.check(account("wrong", dataCite.url(""))).accepted());
        assertEquals(Optional.empty(), target.find(DOI, account));
        send(payload(false, document -> {}));
        assertTrue(target.find(DOI, account).orElseThrow().raw().contains("findable"));
        assertEquals(Optional.of(DOI), target.identifier(record(false, document -> {})));
    }
}
