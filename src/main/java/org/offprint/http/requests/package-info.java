/** The request: its id, its route and the metrics by route. */
package org.offprint.http.requests;
