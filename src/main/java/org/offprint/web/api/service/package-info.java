/** Service resources, such as the entry point, problem types, audit trail, backup and index status. */
package org.offprint.web.api.service;
