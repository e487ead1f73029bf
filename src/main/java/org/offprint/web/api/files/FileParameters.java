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
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;

/**
 * Query parameters of a file upload, which set the metadata of the file. If a parameter is absent, the stored value
 * remains unchanged.
 */
public class FileParameters {

    static final String SIZE = "Returns a web version of an image, as PNG or JPEG, instead of the original. `web-1600`"
            + " and `web-800` are at most 1,600 and 800 pixels wide. `thumbnail-320` is at most 320"
            + " pixels wide and high. Web versions are created in the background after the image is"
            + " published. If browsers can display the original, and its size does not exceed the web"
            + " version, only the thumbnail is created. A missing version returns 404.";

    @QueryParam("role")
    @Parameter(
            description = "Role of the file. If the parameter is omitted, a new file gets the default role of its"
                    + " type: `asset` for images, `fulltext` for PDF, EPUB and HTML, `jats` for JATS, and"
                    + " `supplement` for all other types. A replaced file keeps its role.")
    ParameterValue<FileRole> role;

    @QueryParam("label")
    @Parameter(description = "Link text of the file, for example `PDF` or `Table S1`.")
    String label;

    @QueryParam("language")
    @Parameter(description = "Language of the file, as a BCP 47 tag.", example = "pt-BR")
    ParameterValue<LanguageTag> language;

    @QueryParam("alt")
    @Parameter(description = "Text alternative of an image.")
    String alt;

    @QueryParam("upload")
    @Parameter(
            description = "Id of a complete resumable upload (`POST /v1/uploads`). The upload is used instead of"
                    + " the request body.")
    ParameterValue<UUID> upload;

    /**
     * Returns the metadata of a file with the given name.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if a parameter is invalid, 422 if the name is not allowed
     */
    FileEntry entry(String stated) {
        String name = FileNames.normalized(stated);
        Parameters parameters = new Parameters();
        FileRole given =
                parameters.oneOf("role", ParameterValue.textOf(role), Vocabulary.constants(FileRole.class), null);
        parameters.check();
        FileNames.problem(name).ifPresent(reason -> {
            throw Problems.invalid("The name", List.of(Finding.at("", "file-name", reason)));
        });
        return new FileEntry(name, given, label, ParameterValue.textOf(language), alt);
    }

    /** Returns the upload id from the query parameter {@code upload}, or null if the parameter is absent. */
    UUID upload() {
        String id = ParameterValue.textOf(upload);
        if (id == null) {
            return null;
        }
        if (!Ids.isUuidShaped(id)) {
            throw Problems.badParameter("upload", "uuid-format", "Must be the id of an upload.");
        }
        return UUID.fromString(id);
    }

    /**
     * Query parameters of a file download.
     *
     * @param size size of the web version of an image; null for the original file
     */
    record DownloadOptions(boolean isDownload, WebImage.Size size) {}

    /**
     * Parses the query parameters of a file download.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 with all invalid parameters
     */
    static DownloadOptions read(ParameterValue<Boolean> download, ParameterValue<WebImage.Size> size) {
        Parameters parameters = new Parameters();
        DownloadOptions read = new DownloadOptions(
                parameters.flag("download", download, false),
                parameters.oneOf("size", ParameterValue.textOf(size), Vocabulary.constants(WebImage.Size.class), null));
        parameters.check();
        return read;
    }
}
