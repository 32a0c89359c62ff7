<#import "commands.ftl" as c>
<@c.graph ["Application.ReadWrite.All"]/>
<@c.app/>
$app.PasswordCredentials | Format-Table DisplayName, Hint, EndDateTime   # the secrets there are; Hint is how the value begins
$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ DisplayName = 'camel-graphmail'; EndDateTime = (Get-Date).AddMonths(6) }
$secret.SecretText   # for clientSecret or the file of clientSecretFile; it can't be shown again
