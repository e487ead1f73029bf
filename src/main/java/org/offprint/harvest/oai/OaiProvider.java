package org.offprint.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.export.Format;
import org.offprint.export.Formats;
import org.offprint.harvest.Moments;
import org.offprint.harvest.oai.Lists.Page;
import org.offprint.harvest.oai.Records.Shown;

/** Answers the requests of the protocol. */
@ApplicationScoped
class OaiProvider {

    private final Lists lists;
    private final Items items;
    private final SetLists setLists;
    private final Records records;
    private final Identity identity;
    private final Identifiers identifiers;
    private final Formats formats;
    private final Moments moments;
    private final Tokens tokens;

    OaiProvider(
            Lists lists,
            Items items,
            SetLists setLists,
            Records records,
            Identity identity,
            Identifiers identifiers,
            Formats formats,
            Moments moments,
            Tokens tokens) {
        this.lists = lists;
        this.items = items;
        this.setLists = setLists;
        this.records = records;
        this.identity = identity;
        this.identifiers = identifiers;
        this.formats = formats;
        this.moments = moments;
        this.tokens = tokens;
    }

    /** The response to these arguments, errors of the protocol included. */
    byte[] answer(List<Map.Entry<String, String>> sent, Scope scope) {
        Map<String, String> repeated = new LinkedHashMap<>();
        try {
            OaiRequest request = OaiRequest.of(sent);
            repeated.put("verb", request.verb().term());
            repeated.putAll(request.arguments());
            return answer(request, scope, repeated);
        } catch (OaiException e) {
            boolean repeats = e.faults().stream().allMatch(fault -> fault.code().repeatsArguments());
            OaiDocument document = new OaiDocument(moments.now(), scope.baseUrl(), repeats ? repeated : Map.of());
            e.faults()
                    .forEach(fault -> document.element(
                            "error", fault.message(), "code", fault.code().term()));
            return document.toBytes();
        }
    }

    private byte[] answer(OaiRequest request, Scope scope, Map<String, String> repeated) {
        return switch (request.verb()) {
            case IDENTIFY -> {
                Instant now = moments.now();
                OaiDocument document = new OaiDocument(now, scope.baseUrl(), repeated);
                identity.write(document, scope, now);
                yield document.toBytes();
            }
            case LIST_METADATA_FORMATS -> listFormats(request, scope, repeated);
            case LIST_SETS -> setLists.answer(request, scope, repeated);
            case GET_RECORD -> getRecord(request, scope, repeated);
            case LIST_IDENTIFIERS, LIST_RECORDS -> list(request, scope, repeated);
        };
    }

    private byte[] list(OaiRequest request, Scope scope, Map<String, String> repeated) {
        Page page = lists.page(request, scope);
        OaiDocument document = new OaiDocument(page.asked(), scope.baseUrl(), repeated);
        document.open(request.verb().term());
        for (Shown shown : page.shown()) {
            if (request.verb() == OaiVerb.LIST_RECORDS) {
                records.writeRecord(document, shown, page.format(), scope.serviceUrl());
            } else {
                records.writeHeader(document, shown);
            }
        }
        if (!page.whole()) {
            writeToken(document, page.token(), page.cursor(), page.size());
        }
        return document.close().toBytes();
    }

    /** Empty on the last page of several. */
    private void writeToken(OaiDocument document, ResumptionToken next, long cursor, long size) {
        String count = Long.toString(size);
        if (next == null) {
            document.element("resumptionToken", "", "completeListSize", count, "cursor", Long.toString(cursor));
        } else {
            document.element(
                    "resumptionToken",
                    tokens.sign(next),
                    "expirationDate",
                    next.expiresAt().toString(),
                    "completeListSize",
                    count,
                    "cursor",
                    Long.toString(cursor));
        }
    }

    private byte[] getRecord(OaiRequest request, Scope scope, Map<String, String> repeated) {
        Instant now = moments.now();
        String identifier = request.argument("identifier").orElseThrow();
        String prefix = request.argument("metadataPrefix").orElseThrow();
        Optional<Format> format = formats.ofOai(prefix);
        Optional<Item> item = find(identifier, scope);
        List<OaiFault> faults = new ArrayList<>();
        if (item.isEmpty()) {
            faults.addAll(unknown(identifier).faults());
        }
        if (format.isEmpty()) {
            faults.addAll(Lists.unknownFormat(prefix).faults());
        }
        if (!faults.isEmpty()) {
            throw new OaiException(faults);
        }
        List<Shown> shown = records.show(List.of(item.get()), format.get());
        if (shown.isEmpty()) {
            throw new OaiException(
                    OaiFault.Code.CANNOT_DISSEMINATE_FORMAT, "This record lacks what the format " + prefix + " needs.");
        }
        OaiDocument document = new OaiDocument(now, scope.baseUrl(), repeated);
        document.open("GetRecord");
        records.writeRecord(document, shown.get(0), format.get(), scope.serviceUrl());
        return document.close().toBytes();
    }

    private Optional<Item> find(String identifier, Scope scope) {
        Selection selection = scope.journal() == null ? Selection.ALL : Sets.ofJournal(scope.journal());
        return identifiers.article(identifier).flatMap(article -> items.find(selection, article));
    }

    private static OaiException unknown(String identifier) {
        return new OaiException(
                OaiFault.Code.ID_DOES_NOT_EXIST, "There is no item " + OaiRequest.shown(identifier) + " here.");
    }

    private byte[] listFormats(OaiRequest request, Scope scope, Map<String, String> repeated) {
        List<Format> all =
                formats.all().stream().filter(format -> format.oai() != null).toList();
        Optional<String> identifier = request.argument("identifier");
        if (identifier.isPresent()) {
            Item item = find(identifier.get(), scope).orElseThrow(() -> unknown(identifier.get()));
            all = all.stream()
                    .filter(format -> !records.show(List.of(item), format).isEmpty())
                    .toList();
            if (all.isEmpty()) {
                throw new OaiException(OaiFault.Code.NO_METADATA_FORMATS, "This item can be written in no format.");
            }
        }
        OaiDocument document = new OaiDocument(moments.now(), scope.baseUrl(), repeated);
        document.open("ListMetadataFormats");
        for (Format format : all) {
            document.open("metadataFormat");
            document.element("metadataPrefix", format.oai().prefix());
            document.element("schema", format.oai().schema());
            document.element("metadataNamespace", format.oai().namespace());
            document.close();
        }
        return document.close().toBytes();
    }
}
