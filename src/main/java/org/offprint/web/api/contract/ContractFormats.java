package org.offprint.web.api.contract;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.ReferenceFormats;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.writing.Format;
import org.offprint.web.api.exports.ListFormat;

/** Adds the media types of articles and the names of the import formats to the OpenAPI document. */
final class ContractFormats {

    private static final String ARTICLE = "/v1/articles/{id}";

    private ContractFormats() {}

    static void complete(OpenAPI contract) {
        List<Format> formats = ExportFormats.unconfigured().all();
        Content article = contentOf(contract, ARTICLE);
        formats.stream()
                .filter(format -> format.negotiableTypes().contains(format.mediaType()))
                .forEach(format -> add(article, format));
        Content list = contentOf(contract, "/v1/articles");
        ListFormat.BY_NAME.values().forEach(format -> list.addMediaType(format.mediaType(), media(format.mediaType())));
        Content export = contentOf(contract, ARTICLE + "/exports/{format}");
        export.removeMediaType("*/*");
        formats.forEach(format -> export.addMediaType(format.mediaType(), file(format.mediaType())));
        Content parsed = contract.getPaths()
                .getPathItem("/v1/references/parse")
                .getPOST()
                .getResponses()
                .getAPIResponse("200")
                .getContent();
        ReferenceFormats.BY_NAME
                .values()
                .forEach(each -> parsed.addMediaType(
                        each.format().mediaType(), file(each.format().mediaType())));
        contract.getPaths().getPathItem("/v1/imports").getPOST().getParameters().stream()
                .filter(parameter -> parameter.getName().equals("format"))
                .forEach(parameter -> parameter.getSchema().setEnumeration(importFormats()));
    }

    private static List<Object> importFormats() {
        return ImportFormats.ALL.stream().<Object>map(ImportFormat::name).toList();
    }

    /**
     * Returns the media type entry of a file. With the schema format {@code binary}, code generators return the file as
     * bytes.
     */
    private static MediaType file(String type) {
        MediaType media = media(type);
        if (!type.endsWith("json")) {
            media.getSchema().setFormat("binary");
        }
        return media;
    }

    private static Content contentOf(OpenAPI contract, String path) {
        PathItem item = contract.getPaths().getPathItem(path);
        Operation operation = item.getGET();
        return operation.getResponses().getAPIResponse("200").getContent();
    }

    /** Adds an export format without a detailed schema, because an external standard defines the format's structure. */
    private static void add(Content content, Format format) {
        content.addMediaType(format.mediaType(), media(format.mediaType()));
    }

    private static MediaType media(String type) {
        Schema schema = OASFactory.createSchema();
        if (!type.endsWith("json")) {
            schema.addType(Schema.SchemaType.STRING);
        }
        return OASFactory.createMediaType().schema(schema);
    }
}
