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

/** Versions of images for browsers, keyed by the SHA-256 of the original image. */
@ApplicationScoped
public class ImageVersionStore {

    private final Sql sql;

    ImageVersionStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Image that was processed or is queued for processing.
     *
     * @param width width of the original as displayed; null if unknown
     * @param height height of the original as displayed; null if unknown
     * @param web largest version for browsers; null if browsers can show the original or no version could be created
     * @param isWaiting whether the image is still queued for processing
     */
    public record Image(Integer width, Integer height, WebVersion web, boolean isWaiting) {}

    /** Version of an image for browsers. */
    public record WebVersion(Content content, int width, int height) {}

    /**
     * File content to send, and the file name under which a client saves it.
     *
     * @param content content of the original file or of one of its image versions
     */
    public record Download(Content content, String name) {}

    /**
     * Returns the images among the given files, keyed by SHA-256 and read in one database snapshot. Files that are not
     * images are omitted.
     */
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
                                        : new WebVersion(
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
     * Returns a file, or one of its image versions, for download.
     *
     * @param size size of the image version; null for the file itself
     * @throws org.offprint.kernel.faults.ProblemException 404 if the file has no image version of the given size
     */
    public Download sent(Content original, String name, WebImage.Size size) {
        if (size == null) {
            return new Download(original, name);
        }
        Content made = made(original.sha256(), size)
                .orElseThrow(() -> Problems.notFound("version " + size.term() + " of file", name));
        String extension = FileFormat.ofMediaType(made.mediaType())
                .flatMap(FileFormat::extension)
                .map(known -> '.' + known)
                .orElse("");
        return new Download(made, FileNames.stem(name) + '-' + size.term() + extension);
    }

    private Optional<Content> made(String sha256, WebImage.Size size) {
        return sql.first(
                "select made, bytes, media_type from image_version where sha256 = ? and size = ?",
                row -> new Content(row.getString("made"), row.getLong("bytes"), row.getString("media_type")),
                sha256,
                size.term());
    }
}
