package org.offprint.web.api.files;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.types.FileNames;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;

/** The parameters of an upload: what is said of the file. What is not given stays as it is. */
public class FileParameters {

    static final String SIZE =
            "In place of an image a version of it that browsers show, as PNG or JPEG: at most 1,600 or"
                    + " 800 pixels wide, or a thumbnail of at most 320 pixels. It is made soon after the image is published;"
                    + " where browsers show the image itself and it is no larger, there is only the thumbnail.";

    @QueryParam("role")
    @Parameter(
            description = "Of a new file by its type where none is given: images are assets of the text, PDF is full"
                    + " text, JATS the source of the text, all else a supplement.")
    Given<FileRole> role;

    @QueryParam("label")
    @Parameter(description = "The words that lead to it, such as PDF or Table S1.")
    String label;

    @QueryParam("language")
    @Parameter(description = "By BCP 47.", example = "pt-BR")
    Given<LanguageTag> language;

    @QueryParam("alt")
    @Parameter(description = "The text in place of an image.")
    String alt;

    @QueryParam("upload")
    @Parameter(description = "An upload that is complete (POST /v1/uploads), in place of a body.")
    Given<UUID> upload;

    /** Returns what is said of a file of this name; 400 or 422 where that cannot be. */
    FileEntry entry(String stated) {
        String name = FileNames.tidy(stated);
        Parameters parameters = new Parameters();
        FileRole given = parameters.oneOf("role", Given.textOf(role), Vocabulary.constants(FileRole.class), null);
        parameters.check();
        FileNames.problem(name).ifPresent(reason -> {
            throw Problems.invalid("The name", List.of(Finding.at("", "file-name", reason)));
        });
        return new FileEntry(name, given, label, Given.textOf(language), alt);
    }

    /** Returns the id of the upload; null for none. */
    UUID upload() {
        String id = Given.textOf(upload);
        if (id == null) {
            return null;
        }
        if (!Ids.isUuidShaped(id)) {
            throw Problems.badParameter("upload", "uuid-format", "This must be the id of an upload.");
        }
        return UUID.fromString(id);
    }

    /**
     * The wishes of a reader of a file.
     *
     * @param size of a version of an image; null for the file itself
     */
    record Read(boolean isDownload, WebImage.Size size) {}

    /** Reads the parameters of a reader; 400 with all that is wrong with them. */
    static Read read(Given<Boolean> download, Given<WebImage.Size> size) {
        Parameters parameters = new Parameters();
        Read read = new Read(
                parameters.flag("download", download, false),
                parameters.oneOf("size", Given.textOf(size), Vocabulary.constants(WebImage.Size.class), null));
        parameters.check();
        return read;
    }
}
