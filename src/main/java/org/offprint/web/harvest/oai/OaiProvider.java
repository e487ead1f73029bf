package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.writing.Format;
import org.offprint.web.harvest.HarvestClock;
import org.offprint.web.harvest.oai.OaiRecords.FormattedItem;
import org.offprint.web.harvest.oai.items.OaiItem;
import org.offprint.web.harvest.oai.items.OaiItems;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;
import org.offprint.web.harvest.oai.items.SetSelection;
import org.offprint.web.harvest.oai.protocol.OaiException;
import org.offprint.web.harvest.oai.protocol.OaiFault;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;
import org.offprint.web.harvest.oai.protocol.OaiRequest;

/** OAI-PMH provider that responds to all requests of the protocol. */
@ApplicationScoped
class OaiProvider {

    private final ListResponses listAnswers;
    private final OaiItems items;
    private final SetLists setLists;
    private final OaiRecords records;
    private final RepositoryIdentity identity;
    private final OaiIdentifiers identifiers;
    private final ExportFormats formats;
    private final HarvestClock clock;

    OaiProvider(
            ListResponses listAnswers,
            OaiItems items,
            SetLists setLists,
            OaiRecords records,
            RepositoryIdentity identity,
            OaiIdentifiers identifiers,
            ExportFormats formats,
            HarvestClock clock) {
        this.listAnswers = listAnswers;
        this.items = items;
        this.setLists = setLists;
        this.records = records;
        this.identity = identity;
        this.identifiers = identifiers;
        this.formats = formats;
        this.clock = clock;
    }

    /** Returns the OAI-PMH response to the given arguments, which reports protocol errors in its body. */
    byte[] answer(List<Map.Entry<String, String>> sent, OaiScope scope) {
        Map<String, String> repeated = new LinkedHashMap<>();
        try {
            OaiRequest request = OaiRequest.of(sent);
            repeated.put("verb", request.verb().term());
            repeated.putAll(request.arguments());
            return answer(request, scope, repeated);
        } catch (OaiException e) {
            boolean repeats = e.faults().stream().allMatch(fault -> fault.code().repeatsArguments());
            OaiDocument document = new OaiDocument(clock.now(), scope.baseUrl(), repeats ? repeated : Map.of());
            e.faults()
                    .forEach(fault -> document.element(
                            "error", fault.message(), "code", fault.code().term()));
            return document.toBytes();
        }
    }

    private byte[] answer(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        return switch (request.verb()) {
            case IDENTIFY -> {
                Instant now = clock.now();
                OaiDocument document = new OaiDocument(now, scope.baseUrl(), repeated);
                identity.write(document, scope, now);
                yield document.toBytes();
            }
            case LIST_METADATA_FORMATS -> listFormats(request, scope, repeated);
            case LIST_SETS -> setLists.answer(request, scope, repeated);
            case GET_RECORD -> getRecord(request, scope, repeated);
            case LIST_IDENTIFIERS, LIST_RECORDS -> listAnswers.answer(request, scope, repeated);
        };
    }

    private byte[] getRecord(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        Instant now = clock.now();
        String identifier = request.argument("identifier").orElseThrow();
        String prefix = request.argument("metadataPrefix").orElseThrow();
        Optional<Format> format = formats.withOaiPrefix(prefix);
        Optional<OaiItem> item = find(identifier, scope);
        List<OaiFault> faults = new ArrayList<>();
        if (item.isEmpty()) {
            faults.addAll(unknown(identifier).faults());
        }
        if (format.isEmpty()) {
            faults.addAll(OaiLists.unknownFormat(prefix).faults());
        }
        if (!faults.isEmpty()) {
            throw new OaiException(faults);
        }
        FormattedItem shown = records.show(item.get(), format.get())
                .orElseThrow(() -> new OaiException(
                        OaiFault.Code.CANNOT_DISSEMINATE_FORMAT,
                        "This record lacks data that the format " + prefix + " requires."));
        OaiDocument document = new OaiDocument(now, scope.baseUrl(), repeated);
        document.open("GetRecord");
        records.writeRecord(document, shown, format.get(), scope.serviceUrl());
        return document.close().toBytes();
    }

    private Optional<OaiItem> find(String identifier, OaiScope scope) {
        SetSelection selection = scope.journal() == null ? SetSelection.ALL : OaiSets.ofJournal(scope.journal());
        return identifiers.article(identifier).flatMap(article -> items.find(selection, article));
    }

    private static OaiException unknown(String identifier) {
        return new OaiException(
                OaiFault.Code.ID_DOES_NOT_EXIST,
                "There is no item " + OaiRequest.shown(identifier) + " in this repository.");
    }

    private byte[] listFormats(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        List<Format> all =
                formats.all().stream().filter(format -> format.oai() != null).toList();
        Optional<String> identifier = request.argument("identifier");
        if (identifier.isPresent()) {
            OaiItem item = find(identifier.get(), scope).orElseThrow(() -> unknown(identifier.get()));
            all = all.stream()
                    .filter(format -> records.show(item, format).isPresent())
                    .toList();
            if (all.isEmpty()) {
                throw new OaiException(OaiFault.Code.NO_METADATA_FORMATS, "This item is not available in any format.");
            }
        }
        OaiDocument document = new OaiDocument(clock.now(), scope.baseUrl(), repeated);
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
