/** REST resources for the entry point, problem types, audit trail, backup and index status. */
package org.offprint.web.api.service;
