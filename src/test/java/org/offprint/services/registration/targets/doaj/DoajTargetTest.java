package org.offprint.services.registration.targets.doaj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.Records;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.FileOutcome;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.FakeService;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

class DoajTargetTest {

    private static final String DOI = "10.12345/roads.full";

    private final FakeDoaj doaj = new FakeDoaj("0378-5955", "2049-3630");
    private final DoajTarget target = new DoajTarget(FakeService.calls());
    private final TargetAccount account = account(FakeDoaj.KEY);

    private TargetAccount account(String key) {
        return new TargetAccount(UUID.randomUUID(), Target.DOAJ, true, doaj.url("/api/v4"), AccountSettings.NONE, key);
    }

    @AfterEach
    void close() {
        doaj.close();
    }

    private static RegisteredRecord record(boolean withdrawn, Consumer<ObjectNode> change) {
        return FakeService.article(
                Records.changed(Records.FULL, document -> {
                    document.put("doi", DOI);
                    change.accept(document);
                }),
                withdrawn);
    }

    private Payload payload(Map<String, String> registered, Consumer<ObjectNode> change) {
        return target.render(record(false, change), account.settings(), registered);
    }

    private Answer send(Payload payload, String remoteId) {
        return target.send(FakeService.dispatch(target, payload, account, remoteId), account);
    }

    private static RecordAnswer only(Answer answer) {
        assertEquals(FileOutcome.READ, answer.file(), answer.toString());
        return answer.records().values().iterator().next();
    }

    private static void anotherFile(ObjectNode document) {
        ((ObjectNode) document.at("/files/0")).put("url", "https://example.org/moved.pdf");
    }

    @Test
    void an_article_can_be_created_and_updated_and_deleted_at_doaj() {
        Payload first = payload(Map.of(), document -> {});
        RecordAnswer created = only(send(first, null));
        assertEquals(RecordOutcome.REGISTERED, created.outcome());
        assertEquals(Set.of(created.remoteId()), doaj.articles.keySet());
        assertEquals(created.remoteId(), target.find(DOI, account).orElseThrow().remoteId());

        Payload corrected = payload(first.parts(), document -> document.put("title", "Of ways"));
        assertNotEquals(first.hash(), corrected.hash());
        assertEquals(corrected.hash(), corrected.wantedHash());
        RecordAnswer updated = only(send(corrected, created.remoteId()));
        assertEquals(created.remoteId(), updated.remoteId());
        assertTrue(doaj.articles.get(created.remoteId()).toString().contains("Of ways"));

        Payload withdrawal = target.render(record(true, document -> {}), account.settings(), corrected.parts());
        assertEquals(
                RecordOutcome.REGISTERED,
                only(send(withdrawal, created.remoteId())).outcome());
        assertEquals(Set.of(), doaj.articles.keySet());
        assertEquals(
                RecordOutcome.REGISTERED,
                only(send(withdrawal, created.remoteId())).outcome());
        assertEquals(Optional.empty(), target.find(DOI, account));
    }

    @Test
    void a_changed_doi_or_url_deletes_the_article_at_doaj_before_it_is_created_again() {
        Payload first = payload(Map.of(), document -> {});
        String id = only(send(first, null)).remoteId();
        Payload deletion = payload(first.parts(), DoajTargetTest::anotherFile);
        assertNotEquals(deletion.hash(), deletion.wantedHash());
        assertEquals(Map.of(), deletion.parts());
        only(send(deletion, id));
        assertEquals(Set.of(), doaj.articles.keySet());
        Payload creation = payload(deletion.parts(), DoajTargetTest::anotherFile);
        assertEquals(deletion.wantedHash(), creation.hash());
        // By now, the previous DOAJ id no longer exists.
        String newId = only(send(creation, id)).remoteId();
        assertNotEquals(id, newId);
        assertTrue(doaj.articles.get(newId).toString().contains("moved.pdf"));
    }

    @Test
    void a_doaj_article_registered_with_another_url_is_replaced() {
        String id = only(send(payload(Map.of(), document -> {}), null)).remoteId();
        Payload other = payload(Map.of(), DoajTargetTest::anotherFile);
        String newId = only(send(other, id)).remoteId();
        assertEquals(Set.of(newId), doaj.articles.keySet());
    }

    @Test
    void sending_an_article_to_doaj_twice_creates_only_one_article() {
        Payload payload = payload(Map.of(), document -> {});
        doaj.closeNextConnection();
        assertEquals(FileOutcome.UNSURE, send(payload, null).file());
        doaj.recover();
        only(send(payload, null));
        only(send(payload, null));
        assertEquals(1, doaj.articles.size());
    }

    @Test
    void each_kind_of_rejection_by_doaj_has_its_own_code() {
        Payload payload = payload(Map.of(), document -> {});
        Answer wrong = target.send(FakeService.dispatch(target, payload, account("bad"), null), account("bad"));
        assertEquals(FileOutcome.BLOCKED, wrong.file());
        assertEquals("credentials", wrong.code());
        Payload elsewhere =
                payload(Map.of(), document -> ((ObjectNode) document.at("/journal/issns/0")).put("value", "2434-561X"));
        RecordAnswer notListed = only(send(elsewhere, null));
        assertEquals(RecordOutcome.BLOCKED, notListed.outcome());
        assertEquals("journal-not-listed", notListed.code());
        doaj.failing(400, "application/json", "{\"status\":\"bad_request\",\"error\":\"Field x (ref: 7)\"}", Map.of());
        RecordAnswer refused = only(send(payload, null));
        assertEquals(RecordOutcome.REFUSED, refused.outcome());
        assertEquals("Field x (ref: 7)", refused.message());
        assertEquals(
                List.of("issn-missing"),
                payload(Map.of(), document -> ((ObjectNode) document.get("journal")).putArray("issns"))
                        .missing()
                        .stream()
                        .map(finding -> finding.code())
                        .toList());
    }

    @Test
    void connection_and_server_errors_of_doaj_are_not_rejections() {
        Payload payload = payload(Map.of(), document -> {});
        for (int status : List.of(429, 500, 502, 503, 301)) {
            doaj.failing(status, "text/html", "<html><h1>" + status + " nginx</h1></html>", Map.of());
            assertEquals(FileOutcome.LATER, send(payload, null).file());
            assertEquals(FileOutcome.LATER, send(payload, "abc").file());
        }
        doaj.failing(200, "text/html", "<html>Maintenance</html>", Map.of());
        assertEquals(FileOutcome.LATER, send(payload, null).file());
        doaj.close();
        Answer gone = send(payload, null);
        assertEquals(FileOutcome.LATER, gone.file());
        assertFalse(gone.toString().contains(FakeDoaj.KEY));
        assertFalse(account.toString().contains(FakeDoaj.KEY));
    }

    @Test
    void a_doaj_key_is_checked_with_a_dry_run() {
        assertTrue(target.check(account).accepted());
        assertFalse(target.check(account("bad")).accepted());
        assertEquals(Set.of(), doaj.articles.keySet());
    }

    @Test
    void an_article_without_a_doi_is_identified_at_doaj_by_its_landing_page() {
        RegisteredRecord record = record(false, document -> document.remove("doi"));
        assertEquals(Optional.of("https://roads.example/articles/water-on-the-road"), target.identifier(record));
    }
}
