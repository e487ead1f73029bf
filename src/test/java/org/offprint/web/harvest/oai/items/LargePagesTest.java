package org.offprint.web.harvest.oai.items;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.harvest.oai.Harvester;
import org.offprint.web.harvest.oai.Harvester.Answer;
import org.offprint.web.harvest.oai.Harvester.CompleteList;
import org.w3c.dom.Element;

/**
 * Tests that the size of list pages is limited, because records may be very large. A page contains as many records as
 * fit into a few megabytes, but at least one record.
 */
@QuarkusTest
class LargePagesTest {

    @Inject
    Sql sql;

    @NightlyOnly
    @Test
    void pages_with_large_records_contain_fewer_records_and_no_record_is_lost() {
        HarvestedJournal stock = new HarvestedJournal();
        ObjectNode issns = Fixtures.object();
        issns.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        stock.patchJournal(issns);
        Set<String> all = new HashSet<>();
        String large = stock.published(referring(stock.article(), 1_500));
        all.add(large);
        all.addAll(stock.copies(sql, large, 6));
        all.add(stock.published(referring(stock.article(), 5_000)));
        all.add(stock.published());
        for (String prefix : List.of("oai_dc", "jats")) {
            // The second iteration reads the stored renderings of the records.
            for (int round = 0; round < 2; round++) {
                walk(Harvester.of(stock), prefix, all);
            }
        }
    }

    private static void walk(Harvester harvester, String prefix, Set<String> all) {
        CompleteList walk = harvester.walk("ListRecords", "metadataPrefix=" + prefix);
        assertEquals(all, walk.byArticle().keySet());
        assertEquals(
                List.of(2, 2, 2, 1, 1, 1),
                walk.pages().stream().map(page -> page.records().size()).toList());
        int listed = 0;
        for (Answer page : walk.pages()) {
            Element token = page.elements("resumptionToken").get(0);
            assertEquals("9", token.getAttribute("completeListSize"));
            assertEquals(Integer.toString(listed), token.getAttribute("cursor"));
            listed += page.records().size();
            int size = page.response().body().length;
            assertTrue(page.records().size() == 1 || size < 2 * OaiItems.MAX_PAGE_BYTES, size + " bytes");
        }
    }

    private static ObjectNode referring(ObjectNode article, int references) {
        ArrayNode all = article.putArray("references");
        for (int i = 0; i < references; i++) {
            all.addObject().put("text", i + " " + "Of barns and fields. ".repeat(48));
        }
        return article;
    }
}
