package org.offprint.harvest.oai;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.Loop;
import org.offprint.database.Sql;
import org.offprint.export.Format;
import org.offprint.export.Formats;

/**
 * Gives all items a new stamp when what a format writes has changed ({@link Format#version}), so that harvesters fetch
 * them anew: in the background, some at a time, going on where it was after a stop. A node of an older version does
 * nothing about a newer one's.
 */
@ApplicationScoped
class Restamping {

    private static final Logger LOG = Logger.getLogger(Restamping.class);
    private static final int ITEMS_AT_ONCE = 200;

    private final ChangeLog log;
    private final Sql sql;
    private final List<Format> formats;
    private final Loop loop;
    private boolean done;

    Restamping(ChangeLog log, Sql sql, Formats formats) {
        this.log = log;
        this.sql = sql;
        this.formats =
                formats.all().stream().filter(format -> format.oai() != null).toList();
        loop = new Loop("restamping", log, this::step);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** How far a format is. */
    private record Stamped(int version, UUID article) {}

    /** One step; tells whether there may be more. */
    boolean step() {
        if (done) {
            return false;
        }
        for (Format format : formats) {
            if (stampedBelow(format) && log.inOrder(() -> restampSome(format))) {
                return true;
            }
        }
        done = true;
        return false;
    }

    /** A look without the lock. A format that is new has been harvested by nobody. */
    private boolean stampedBelow(Format format) {
        sql.update(
                "insert into oai_format (name, version) values (?, ?) on conflict do nothing",
                format.name(),
                format.version());
        return stamped(format)
                .filter(stamped -> stamped.version() < format.version())
                .isPresent();
    }

    private Optional<Stamped> stamped(Format format) {
        return sql.first(
                "select version, article from oai_format where name = ?",
                row -> new Stamped(row.getInt("version"), Sql.uuid(row, "article")),
                format.name());
    }

    /** Some items; tells whether there may be more. Another node may have done it meanwhile. */
    private boolean restampSome(Format format) {
        Optional<Stamped> place = stamped(format).filter(stamped -> stamped.version() < format.version());
        if (place.isEmpty()) {
            return false;
        }
        List<UUID> some = sql.list(
                "select article from oai_item where article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                Optional.ofNullable(place.get().article()).orElse(new UUID(0, 0)),
                ITEMS_AT_ONCE);
        if (some.isEmpty()) {
            sql.update(
                    "update oai_format set version = ?, article = null where name = ?",
                    format.version(),
                    format.name());
            LOG.infof("All items have new stamps, because the format %s has changed", format.name());
            return true;
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
        sql.update("update oai_format set article = ? where name = ?", some.get(some.size() - 1), format.name());
        return true;
    }
}
