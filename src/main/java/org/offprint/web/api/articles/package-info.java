/** Article resources, for lists, records, publication, versions, history, previews and full text. */
package org.offprint.web.api.articles;
