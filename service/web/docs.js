SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: "none",
  persistAuthorization: true,
  // Colouring a JSON answer of a megabyte would freeze the page.
  syntaxHighlight: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
