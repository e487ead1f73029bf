package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.web.harvest.oai.items.OaiItem;
import org.offprint.web.harvest.oai.items.OaiItems.ListedItem;
import org.offprint.web.harvest.oai.protocol.OaiDate;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/** Selects the OAI-PMH items that are available in a metadata format, and writes them. */
@ApplicationScoped
class OaiRecords {

    private final RenderingCache renderings;
    private final OaiIdentifiers identifiers;

    OaiRecords(RenderingCache renderings, OaiIdentifiers identifiers) {
        this.renderings = renderings;
        this.identifiers = identifiers;
    }

    /**
     * OAI-PMH item in a metadata format.
     *
     * @param rendering rendering of the item; null if the item is listed as deleted; without content if only headers
     *     are requested
     */
    record FormattedItem(OaiItem item, Rendering rendering) {}

    /**
     * Returns the items to list in the given format. If an item lacks required data and has never changed, it is
     * omitted, because it was never available in the format. If it has changed, it is listed as deleted, because it may
     * have been available before. Items withdrawn after the start of the list are also listed as deleted.
     */
    List<FormattedItem> show(List<ListedItem> items, Format format) {
        Map<UUID, Rendering> made = renderings.of(
                format,
                items.stream()
                        .filter(listed -> listed.live() && !listed.rendered())
                        .map(listed -> listed.item().article())
                        .toList());
        List<FormattedItem> shown = new ArrayList<>();
        for (ListedItem listed : items) {
            OaiItem item = listed.item();
            boolean isGone = item.deleted() || !listed.live();
            Rendering rendering = listed.rendered() ? listed.rendering() : made.get(item.article());
            show(item, isGone ? null : rendering).ifPresent(shown::add);
        }
        return shown;
    }

    /** Returns an item in the given metadata format, or empty if the item is not listed in this format. */
    Optional<FormattedItem> show(OaiItem item, Format format) {
        List<UUID> articles = item.deleted() ? List.of() : List.of(item.article());
        return show(item, renderings.of(format, articles).get(item.article()));
    }

    private static Optional<FormattedItem> show(OaiItem item, Rendering rendering) {
        if (rendering == null || rendering.isPossible()) {
            return Optional.of(new FormattedItem(item, rendering));
        }
        return item.changed() ? Optional.of(new FormattedItem(item, null)) : Optional.empty();
    }

    void writeRecord(OaiDocument document, FormattedItem shown, Format format, String serviceUrl) {
        document.open("record");
        writeHeader(document, shown);
        if (shown.rendering() != null) {
            document.metadata(shown.rendering(), format, serviceUrl);
        }
        document.close();
    }

    void writeHeader(OaiDocument document, FormattedItem shown) {
        if (shown.rendering() == null) {
            document.open("header", "status", "deleted");
        } else {
            document.open("header");
        }
        document.element("identifier", identifiers.of(shown.item().article()));
        document.element("datestamp", OaiDate.of(shown.item().stamp()));
        shown.item().setSpecs().forEach(spec -> document.element("setSpec", spec));
        document.close();
    }
}
