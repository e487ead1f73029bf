package org.offprint.web.harvest.oai.items;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.formats.Formats;
import org.offprint.formats.writing.Format;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/**
 * Restamps all items when something that all of them show has changed, so that harvesters fetch them anew: what a
 * format writes ({@link Format#version}), or the configured addresses in it. In the background, some at a time, going
 * on where it was after a stop. A node of an older version does nothing about a newer one's; of nodes with other
 * addresses, the one that was started last is right.
 */
@ApplicationScoped
public class Restamping {

    private static final Logger LOG = Logger.getLogger(Restamping.class);
    private static final int ITEMS_AT_ONCE = 200;
    private static final UUID LOWEST = new UUID(0, 0);

    private final ChangeLog log;
    private final Sql sql;
    private final List<Format> formats;
    private final String address;
    private final FollowerLoop loop;
    private boolean begun;
    private boolean done;

    public Restamping(ChangeLog log, Sql sql, Formats formats, PublicUrl publicUrl, OaiIdentifiers identifiers) {
        this.log = log;
        this.sql = sql;
        this.formats =
                formats.all().stream().filter(format -> format.oai() != null).toList();
        address = identifiers.host() + " " + publicUrl.of("");
        loop = new FollowerLoop("restamping", log, this::step);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Stops before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** The progress of a format. */
    private record Stamped(int version, UUID article) {}

    /** One step; tells whether there may be more. */
    public boolean step() {
        if (done) {
            return false;
        }
        if (!begun) {
            begin();
            begun = true;
        }
        for (Format format : formats) {
            if (stamped(format).isPresent() && log.inOrder(() -> restampSome(format))) {
                return true;
            }
        }
        if (addressed().isPresent() && log.inOrder(this::readdressSome)) {
            return true;
        }
        done = true;
        return false;
    }

    /**
     * Begins where needed: a new format has been harvested by nobody; other addresses than before are for all items,
     * from the first on.
     */
    private void begin() {
        for (Format format : formats) {
            sql.update(
                    "insert into oai_format (name, version) values (?, ?) on conflict do nothing",
                    format.name(),
                    format.version());
        }
        sql.update(
                "insert into oai_address (address) values (?) on conflict (one) do update"
                        + " set address = excluded.address, article = ? where oai_address.address <> excluded.address",
                address,
                LOWEST);
    }

    /** Returns the progress of this format; empty where there is nothing to do. */
    private Optional<Stamped> stamped(Format format) {
        return sql.first(
                "select version, article from oai_format where name = ? and version < ?",
                row -> new Stamped(row.getInt("version"), Sql.uuid(row, "article")),
                format.name(),
                format.version());
    }

    /** Some items; tells whether there may be more. Another node may have done it meanwhile. */
    private boolean restampSome(Format format) {
        Optional<Stamped> place = stamped(format);
        if (place.isEmpty()) {
            return false;
        }
        Optional<UUID> last =
                restampAfter(Optional.ofNullable(place.get().article()).orElse(LOWEST));
        if (last.isPresent()) {
            sql.update("update oai_format set article = ? where name = ?", last.get(), format.name());
        } else {
            sql.update(
                    "update oai_format set version = ?, article = null where name = ?",
                    format.version(),
                    format.name());
            LOG.infof("All items have new stamps, because the format %s has changed", format.name());
        }
        return true;
    }

    /** The last item that was stamped because of our addresses; empty where there is nothing to do. */
    private Optional<UUID> addressed() {
        return sql.first(
                "select article from oai_address where address = ? and article is not null",
                row -> Sql.uuid(row, "article"),
                address);
    }

    /** Some items; tells whether there may be more. */
    private boolean readdressSome() {
        Optional<UUID> place = addressed();
        if (place.isEmpty()) {
            return false;
        }
        Optional<UUID> last = restampAfter(place.get());
        if (last.isPresent()) {
            sql.update("update oai_address set article = ?", last.get());
        } else {
            sql.update("update oai_address set article = null");
            LOG.info("All items have new stamps, because the address of the service has changed");
        }
        return true;
    }

    /** Restamps some items after this one; returns the last of them, empty where there are none. */
    private Optional<UUID> restampAfter(UUID article) {
        List<UUID> some = sql.list(
                "select article from oai_item where article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                article,
                ITEMS_AT_ONCE);
        if (some.isEmpty()) {
            return Optional.empty();
        }
        sql.update(
                "with t as materialized (select greatest(clock_timestamp(),"
                        + " (select at from change order by position desc limit 1)) at), former as ("
                        + "insert into oai_former (article, journal, issue, section, type, stamp, superseded)"
                        + " select i.article, i.journal, i.issue, i.section, i.type, i.stamp, t.at from oai_item i, t"
                        + " where i.article = any(?) and not i.deleted)"
                        + " update oai_item i set stamp = t.at from t where i.article = any(?) and not i.deleted",
                some,
                some);
        return Optional.of(some.get(some.size() - 1));
    }
}
