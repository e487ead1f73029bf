package org.offprint.platform.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.types.FileFormat;
import org.offprint.platform.files.types.FileNames;

/** The versions of images that were made for browsers, by the hashes of their originals. */
@ApplicationScoped
public class MadeImages {

    private final Sql sql;

    MadeImages(Sql sql) {
        this.sql = sql;
    }

    /**
     * An image that was looked at, or waits for that.
     *
     * @param width of the original as it is shown; null where it is not known
     * @param web the largest version for browsers; null where they show the original, or none was made
     * @param isWaiting whether versions are still to be made
     */
    public record Image(Integer width, Integer height, Web web, boolean isWaiting) {}

    /** A version for browsers. */
    public record Web(Content content, int width, int height) {}

    /**
     * Bytes to be sent, and the name under which a client saves them.
     *
     * @param content of the original, or of a version of it
     */
    public record Sent(Content content, String name) {}

    /** Returns what is known of these files, as of one moment; nothing for what is no image. */
    public Map<String, Image> of(Collection<String> hashes) {
        Map<String, Image> known = new HashMap<>();
        sql.list(
                "select h.sha256, i.width, i.height, q.sha256 is not null as waits, v.made, v.media_type, v.bytes,"
                        + " v.width as web_width, v.height as web_height from unnest(?::text[]) h (sha256)"
                        + " left join image i on i.sha256 = h.sha256 left join image_work q on q.sha256 = h.sha256"
                        + " left join image_version v on v.sha256 = h.sha256 and v.size = ?"
                        + " where i.sha256 is not null or q.sha256 is not null",
                row -> known.put(
                        row.getString("sha256"),
                        new Image(
                                Sql.integer(row, "width"),
                                Sql.integer(row, "height"),
                                row.getString("made") == null
                                        ? null
                                        : new Web(
                                                new Content(
                                                        row.getString("made"),
                                                        row.getLong("bytes"),
                                                        row.getString("media_type")),
                                                row.getInt("web_width"),
                                                row.getInt("web_height")),
                                row.getBoolean("waits"))),
                hashes,
                WebImage.Size.WEB_1600.term());
        return known;
    }

    /**
     * Returns a file, or a version of it.
     *
     * @param size null for the file itself
     * @throws org.offprint.kernel.faults.ProblemException 404 where there is no such version
     */
    public Sent sent(Content original, String name, WebImage.Size size) {
        if (size == null) {
            return new Sent(original, name);
        }
        Content made = made(original.sha256(), size)
                .orElseThrow(() -> Problems.notFound("version " + size.term() + " of file", name));
        String extension = FileFormat.ofMediaType(made.mediaType())
                .flatMap(FileFormat::extension)
                .map(known -> '.' + known)
                .orElse("");
        return new Sent(made, FileNames.stem(name) + '-' + size.term() + extension);
    }

    private Optional<Content> made(String sha256, WebImage.Size size) {
        return sql.first(
                "select made, bytes, media_type from image_version where sha256 = ? and size = ?",
                row -> new Content(row.getString("made"), row.getLong("bytes"), row.getString("media_type")),
                sha256,
                size.term());
    }
}
