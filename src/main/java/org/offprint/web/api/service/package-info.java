/**
 * REST resources for the API entry point, problem types, the audit trail, backups and the state of the search index.
 */
package org.offprint.web.api.service;
