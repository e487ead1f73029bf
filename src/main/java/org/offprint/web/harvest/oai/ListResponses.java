package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offprint.web.harvest.oai.OaiLists.Page;
import org.offprint.web.harvest.oai.OaiRecords.FormattedItem;
import org.offprint.web.harvest.oai.PreparedPages.PreparedResponse;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.protocol.OaiRequest;
import org.offprint.web.harvest.oai.protocol.OaiVerb;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/** Creates responses to ListRecords and ListIdentifiers. While a harvester reads a page, the next page is prepared. */
@ApplicationScoped
class ListResponses {

    /**
     * Maximum size of a list page after which the next page is prepared, in bytes. The limit restricts the memory for
     * pages that may never be requested.
     */
    private static final int MAX_PAGE_BYTES = 2_000_000;

    private final OaiLists lists;
    private final OaiRecords records;
    private final ResumptionTokens tokens;
    private final PreparedPages readAhead;

    ListResponses(OaiLists lists, OaiRecords records, ResumptionTokens tokens, PreparedPages readAhead) {
        this.lists = lists;
        this.records = records;
        this.tokens = tokens;
        this.readAhead = readAhead;
    }

    byte[] answer(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        PreparedResponse answer = request.argument("resumptionToken")
                .flatMap(token -> readAhead.take(pageKey(request.verb(), token, scope)))
                .orElseGet(() -> make(request, scope, repeated));
        if (answer.next() != null && answer.body().length <= MAX_PAGE_BYTES) {
            OaiRequest next = new OaiRequest(request.verb(), Map.of("resumptionToken", answer.next()));
            Map<String, String> arguments = new LinkedHashMap<>();
            arguments.put("verb", request.verb().term());
            arguments.putAll(next.arguments());
            readAhead.begin(pageKey(request.verb(), answer.next(), scope), () -> make(next, scope, arguments));
        }
        return answer.body();
    }

    /** Returns the cache key of a prepared page, which contains everything that determines the response. */
    private static String pageKey(OaiVerb verb, String token, OaiScope scope) {
        return String.join(" ", verb.term(), token, scope.baseUrl(), scope.serviceUrl());
    }

    private PreparedResponse make(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        Page page = lists.page(request, scope);
        OaiDocument document = new OaiDocument(page.asked(), scope.baseUrl(), repeated);
        document.open(request.verb().term());
        for (FormattedItem shown : page.shown()) {
            if (request.verb() == OaiVerb.LIST_RECORDS) {
                records.writeRecord(document, shown, page.format(), scope.serviceUrl());
            } else {
                records.writeHeader(document, shown);
            }
        }
        Optional<String> next = Optional.ofNullable(page.token()).map(tokens::sign);
        if (!page.whole()) {
            writeToken(document, page, next);
        }
        return new PreparedResponse(document.close().toBytes(), next.orElse(null));
    }

    /** Writes the resumption token element, which is empty on the last page of a list with several pages. */
    private static void writeToken(OaiDocument document, Page page, Optional<String> next) {
        String size = Long.toString(page.size());
        String cursor = Long.toString(page.cursor());
        if (next.isEmpty()) {
            document.element("resumptionToken", "", "completeListSize", size, "cursor", cursor);
        } else {
            String expiry = page.token().expiresAt().toString();
            document.element(
                    "resumptionToken",
                    next.get(),
                    "expirationDate",
                    expiry,
                    "completeListSize",
                    size,
                    "cursor",
                    cursor);
        }
    }
}
