package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.Format;
import org.offprint.web.harvest.HarvestClock;
import org.offprint.web.harvest.oai.OaiRecords.FormattedItem;
import org.offprint.web.harvest.oai.items.ListSizes;
import org.offprint.web.harvest.oai.items.OaiItem;
import org.offprint.web.harvest.oai.items.OaiItems;
import org.offprint.web.harvest.oai.items.OaiItems.ListPosition;
import org.offprint.web.harvest.oai.items.OaiItems.ListedItem;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;
import org.offprint.web.harvest.oai.items.SetSelection;
import org.offprint.web.harvest.oai.protocol.HarvestPeriod;
import org.offprint.web.harvest.oai.protocol.OaiException;
import org.offprint.web.harvest.oai.protocol.OaiFault;
import org.offprint.web.harvest.oai.protocol.OaiRequest;
import org.offprint.web.harvest.oai.protocol.OaiVerb;
import org.offprint.web.harvest.oai.protocol.ResumptionToken;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/**
 * Creates pages of ListRecords and ListIdentifiers. A list is a snapshot of the items at the time of the first request,
 * in the order of their datestamps. During the harvest, no item is moved, omitted or repeated. If an item changes, the
 * list contains its new content with its former datestamp, and the next harvest contains the item again.
 */
@ApplicationScoped
class OaiLists {

    private static final int PAGE = 100;

    /** Maximum number of items examined for a page if none of them has the data that the format requires. */
    private static final int MAX_EXAMINED = 1_000;

    private final OaiItems items;
    private final ListSizes sizes;
    private final OaiSets sets;
    private final OaiRecords records;
    private final ExportFormats formats;
    private final HarvestClock clock;
    private final ResumptionTokens tokens;

    OaiLists(
            OaiItems items,
            ListSizes sizes,
            OaiSets sets,
            OaiRecords records,
            ExportFormats formats,
            HarvestClock clock,
            ResumptionTokens tokens) {
        this.items = items;
        this.sizes = sizes;
        this.sets = sets;
        this.records = records;
        this.formats = formats;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * Page of a harvested list.
     *
     * @param asked instant at which the list started
     * @param token token of the next page; null on the last page
     * @param cursor number of items on the previous pages
     * @param size number of items in the list
     * @param whole whether this page is the complete list
     */
    record Page(
            Format format,
            List<FormattedItem> shown,
            Instant asked,
            ResumptionToken token,
            long cursor,
            long size,
            boolean whole) {}

    /**
     * Returns the requested page of a harvested list.
     *
     * @throws OaiException if the arguments are invalid or no item matches
     */
    Page page(OaiRequest request, OaiScope scope) {
        Optional<String> token = request.argument("resumptionToken");
        String journal = scope.journal() == null ? "" : scope.journal().toString();
        if (token.isEmpty()) {
            return first(request, scope, journal);
        }
        ResumptionToken place = tokens.open(token.get(), request.verb(), journal);
        Format format = formats.withOaiPrefix(place.prefix())
                .orElseThrow(() -> ResumptionTokens.bad(
                        "The format " + place.prefix() + " is no longer available. Start the list again."));
        SetSelection selection = selection(place.set(), scope)
                .orElseThrow(() -> ResumptionTokens.bad("The set no longer exists. Start the list again."));
        return page(place, format, selection, false);
    }

    private Page first(OaiRequest request, OaiScope scope, String journal) {
        String prefix = request.argument("metadataPrefix").orElseThrow();
        HarvestPeriod period = HarvestPeriod.of(request);
        String set = request.argument("set").orElse("");
        if (!set.isEmpty() && !OaiSets.isSpec(set)) {
            throw new OaiException(List.of(OaiFault.badArgument(OaiRequest.shown(set) + " is not a valid setSpec.")));
        }
        Format format = formats.withOaiPrefix(prefix).orElseThrow(() -> unknownFormat(prefix));
        SetSelection selection = selection(set, scope).orElseThrow(OaiLists::nothing);
        return page(start(request.verb(), journal, prefix, set, period, selection), format, selection, true);
    }

    /** Returns a resumption token for the start of a list, before its first item. */
    private ResumptionToken start(
            OaiVerb verb, String journal, String prefix, String set, HarvestPeriod period, SetSelection selection) {
        Instant asked = clock.now();
        Instant until = period.until() == null || period.until().isAfter(asked) ? asked : period.until();
        Instant from = period.from() == null ? Instant.EPOCH : period.from();
        return new ResumptionToken(
                verb,
                journal,
                prefix,
                set,
                asked,
                until,
                from,
                ListPosition.before(from).article().toString(),
                0,
                sizes.of(selection, period, from, until, asked),
                ResumptionTokens.expiry(asked));
    }

    private Optional<SetSelection> selection(String set, OaiScope scope) {
        SetSelection all = scope.journal() == null ? SetSelection.ALL : OaiSets.ofJournal(scope.journal());
        return set.isEmpty() ? Optional.of(all) : sets.selection(set).map(part -> part.and(all));
    }

    static OaiException unknownFormat(String prefix) {
        return new OaiException(
                OaiFault.Code.CANNOT_DISSEMINATE_FORMAT,
                "There is no metadata format " + OaiRequest.shown(prefix)
                        + ". ListMetadataFormats returns all formats.");
    }

    private static OaiException nothing() {
        return new OaiException(OaiFault.Code.NO_RECORDS_MATCH, "No records match the request.");
    }

    private Page page(ResumptionToken place, Format format, SetSelection selection, boolean isFirst) {
        ListPosition at = new ListPosition(place.stamp(), UUID.fromString(place.last()));
        List<FormattedItem> shown = new ArrayList<>();
        OaiItem last = null;
        int looked = 0;
        boolean more = true;
        long written = clock.written(place.asked());
        while (more && shown.isEmpty() && looked < MAX_EXAMINED) {
            List<ListedItem> found = items.after(
                    selection,
                    at,
                    place.until(),
                    place.asked(),
                    written,
                    PAGE + 2,
                    format,
                    place.verb() == OaiVerb.LIST_RECORDS);
            List<ListedItem> batch = found.subList(0, pageLength(found));
            more = batch.size() < found.size();
            if (!batch.isEmpty()) {
                last = batch.get(batch.size() - 1).item();
                at = new ListPosition(last.stamp(), last.article());
                looked += batch.size();
                shown.addAll(records.show(batch, format));
            }
        }
        if (shown.isEmpty()) {
            if (isFirst && !more) {
                throw nothing();
            }
            // The OAI-PMH schema forbids empty pages. List the last item that lacks required data as deleted.
            shown.add(new FormattedItem(last, null));
        }
        long listed = place.cursor() + shown.size();
        ResumptionToken next = more ? place.after(at.stamp(), at.article(), listed) : null;
        return new Page(
                format, shown, place.asked(), next, place.cursor(), Math.max(place.size(), listed), isFirst && !more);
    }

    /**
     * Returns the number of items on a page. The last page of a longer list never has a single item, because some
     * harvesters cannot parse a list with one element.
     */
    private static int pageLength(List<ListedItem> found) {
        int most = found.size() == PAGE + 1 ? PAGE - 1 : Math.min(found.size(), PAGE);
        long bytes = 0;
        for (int i = 0; i < most; i++) {
            bytes += found.get(i).item().size();
            if (bytes > OaiItems.MAX_PAGE_BYTES) {
                return Math.max(1, i);
            }
        }
        return most;
    }
}
