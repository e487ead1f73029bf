package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.Renderings;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.web.harvest.oai.items.OaiItem;
import org.offprint.web.harvest.oai.items.OaiItems.Listed;
import org.offprint.web.harvest.oai.protocol.OaiDate;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/** Items in a format, and how they are written. */
@ApplicationScoped
class OaiRecords {

    private final Renderings renderings;
    private final OaiIdentifiers identifiers;

    OaiRecords(Renderings renderings, OaiIdentifiers identifiers) {
        this.renderings = renderings;
        this.identifiers = identifiers;
    }

    /**
     * An item in a format.
     *
     * @param rendering null for one that is deleted, be it in this format only; empty where only headers were asked for
     */
    record Shown(OaiItem item, Rendering rendering) {}

    /**
     * Returns these items as they are listed in this format. One that lacks what the format needs is left out if it
     * never changed, so that it never was there; else it is a deletion, because it may have been there before. So is
     * one that was withdrawn since the list began.
     */
    List<Shown> show(List<Listed> items, Format format) {
        Map<UUID, Rendering> made = renderings.of(
                format,
                items.stream()
                        .filter(listed -> listed.live() && !listed.rendered())
                        .map(listed -> listed.item().article())
                        .toList());
        List<Shown> shown = new ArrayList<>();
        for (Listed listed : items) {
            OaiItem item = listed.item();
            boolean isGone = item.deleted() || !listed.live();
            Rendering rendering = listed.rendered() ? listed.rendering() : made.get(item.article());
            show(item, isGone ? null : rendering).ifPresent(shown::add);
        }
        return shown;
    }

    /** Returns an item in this format; empty where it is not listed in it. */
    Optional<Shown> show(OaiItem item, Format format) {
        List<UUID> articles = item.deleted() ? List.of() : List.of(item.article());
        return show(item, renderings.of(format, articles).get(item.article()));
    }

    private static Optional<Shown> show(OaiItem item, Rendering rendering) {
        if (rendering == null || rendering.isPossible()) {
            return Optional.of(new Shown(item, rendering));
        }
        return item.changed() ? Optional.of(new Shown(item, null)) : Optional.empty();
    }

    void writeRecord(OaiDocument document, Shown shown, Format format, String serviceUrl) {
        document.open("record");
        writeHeader(document, shown);
        if (shown.rendering() != null) {
            document.metadata(shown.rendering(), format, serviceUrl);
        }
        document.close();
    }

    void writeHeader(OaiDocument document, Shown shown) {
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
