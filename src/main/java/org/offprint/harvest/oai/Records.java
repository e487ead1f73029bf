package org.offprint.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.export.Format;
import org.offprint.export.Rendering;
import org.offprint.export.Renderings;

/** Items in a format, and how they are written. */
@ApplicationScoped
class Records {

    private final Renderings renderings;
    private final Identifiers identifiers;

    Records(Renderings renderings, Identifiers identifiers) {
        this.renderings = renderings;
        this.identifiers = identifiers;
    }

    /**
     * An item in a format.
     *
     * @param rendering null for one that is deleted, be it in this format only
     */
    record Shown(Item item, Rendering rendering) {}

    /**
     * These items as they are listed in this format. One that lacks what the format needs is left out if it never
     * changed, so that it never was there; else it is a deletion, because it may have been there before. So is one that
     * was withdrawn since the items were read.
     */
    List<Shown> show(List<Item> items, Format format) {
        Map<UUID, Rendering> made = renderings.of(
                format,
                items.stream()
                        .filter(item -> !item.deleted())
                        .map(Item::article)
                        .toList());
        List<Shown> shown = new ArrayList<>();
        for (Item item : items) {
            Rendering rendering = made.get(item.article());
            if (rendering == null) {
                shown.add(new Shown(item, null));
            } else if (rendering.isPossible()) {
                shown.add(new Shown(item, rendering));
            } else if (item.changed()) {
                shown.add(new Shown(item, null));
            }
        }
        return shown;
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
